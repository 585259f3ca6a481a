namespace EtlAspire.Contracts.Runs;

/// <summary>The kinds of <see cref="RunError"/>; what each means and what to do about it stands in <c>docs/errors.md</c>.</summary>
public static class ErrorKinds
{
    /// <summary>Base_url does not come to an http or https URL.</summary>
    public const string BadBaseUrl = "bad_base_url";

    /// <summary>PostgreSQL refuses a column of that name.</summary>
    public const string BadColumnName = "bad_column_name";

    /// <summary>The answer has no array where data_selector leads.</summary>
    public const string BadDataSelector = "bad_data_selector";

    /// <summary>The stored definition has errors.</summary>
    public const string BadDefinition = "bad_definition";

    /// <summary>An expression of a step cannot be carried out.</summary>
    public const string BadExpression = "bad_expression";

    /// <summary>A header cannot be sent.</summary>
    public const string BadHeader = "bad_header";

    /// <summary>The answer lacks what the paginator looks for.</summary>
    public const string BadPaginator = "bad_paginator";

    /// <summary>Two columns would have one name.</summary>
    public const string DuplicateColumn = "duplicate_column";

    /// <summary>The primary key stands in more than one row.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>Page after page has no record.</summary>
    public const string EmptyPages = "empty_pages";

    /// <summary>There is no row to replace those of the table with.</summary>
    public const string EmptySource = "empty_source";

    /// <summary>A fault of EtlAspire itself.</summary>
    public const string InternalError = "internal_error";

    /// <summary>A value of the primary key is too long to be indexed.</summary>
    public const string KeyTooLong = "key_too_long";

    /// <summary>The lake refuses the keys.</summary>
    public const string LakeAccessRefused = "lake_access_refused";

    /// <summary>The lake has no such bucket.</summary>
    public const string LakeBucketMissing = "lake_bucket_missing";

    /// <summary>A file of the lake is not what was written.</summary>
    public const string LakeFileDamaged = "lake_file_damaged";

    /// <summary>A file of the lake is gone.</summary>
    public const string LakeFileMissing = "lake_file_missing";

    /// <summary>The lake refuses a request.</summary>
    public const string LakeRequestFailed = "lake_request_failed";

    /// <summary>A file cannot be decompressed.</summary>
    public const string MalformedFile = "malformed_file";

    /// <summary>The answer is broken JSON.</summary>
    public const string MalformedResponse = "malformed_response";

    /// <summary>A placeholder or a setting has no value.</summary>
    public const string MissingSetting = "missing_setting";

    /// <summary>The answer is no JSON.</summary>
    public const string NotJson = "not_json";

    /// <summary>A column of the primary key is null.</summary>
    public const string NullKey = "null_key";

    /// <summary>A batch needs more memory than it may use.</summary>
    public const string OutOfMemory = "out_of_memory";

    /// <summary>A file leads outside the files folder.</summary>
    public const string PathOutsideRoot = "path_outside_root";

    /// <summary>PostgreSQL refuses for want of a right.</summary>
    public const string PermissionDenied = "permission_denied";

    /// <summary>The run to replay was not read to its end.</summary>
    public const string RawLayerIncomplete = "raw_layer_incomplete";

    /// <summary>Records and rows do not add up.</summary>
    public const string ReceiptUnbalanced = "receipt_unbalanced";

    /// <summary>A record or line is larger than 64 MB.</summary>
    public const string RecordTooLarge = "record_too_large";

    /// <summary>The source gives the same pages again and again.</summary>
    public const string RepeatedPage = "repeated_page";

    /// <summary>The table cannot take the new rows.</summary>
    public const string SchemaConflict = "schema_conflict";

    /// <summary>A file changed while it was read.</summary>
    public const string SourceChanged = "source_changed";

    /// <summary>The source refuses the request.</summary>
    public const string SourceError = "source_error";

    /// <summary>There is nothing where the definition looks.</summary>
    public const string SourceNotFound = "source_not_found";

    /// <summary>The source refuses the credentials, or the system the file.</summary>
    public const string SourceRefused = "source_refused";

    /// <summary>The source does not answer, or not to the end.</summary>
    public const string SourceUnavailable = "source_unavailable";

    /// <summary>Nothing has moved for a long time.</summary>
    public const string Stalled = "stalled";

    /// <summary>A disk is full or broken.</summary>
    public const string StorageFailed = "storage_failed";

    /// <summary>The table would have more columns than PostgreSQL allows.</summary>
    public const string TooManyColumns = "too_many_columns";

    /// <summary>More records were rejected than max_rejects allows, or all of them.</summary>
    public const string TooManyRejects = "too_many_rejects";

    /// <summary>A statement or a batch takes too long.</summary>
    public const string TooSlow = "too_slow";

    /// <summary>A page does not come as the pages before it did.</summary>
    public const string UnexpectedPage = "unexpected_page";

    /// <summary>A step names a column that no record has, where that is to fail.</summary>
    public const string UnknownColumn = "unknown_column";

    /// <summary>An answer is compressed in a way that is not known.</summary>
    public const string UnknownEncoding = "unknown_encoding";

    /// <summary>The primary key names a column that there is not.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>The definition has no such resource any more.</summary>
    public const string UnknownResource = "unknown_resource";

    /// <summary>PostgreSQL cannot hold a value.</summary>
    public const string UnloadableValue = "unloadable_value";
}
