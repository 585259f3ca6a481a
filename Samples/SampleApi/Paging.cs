namespace EtlAspire.SampleApi;

/// <summary>Which records a page holds; numbers count from 1.</summary>
internal readonly record struct Paging(long First, int Count)
{
    /// <summary>The page's records; the page after the last one holds none. Null if the numbers make no sense.</summary>
    public static Paging? Of(long page, int perPage, int maximumPerPage, long total)
    {
        if (page < 1 || perPage < 1 || perPage > maximumPerPage || total < 0)
            return null;

        var before = (long)Int128.Min(total, (Int128)(page - 1) * perPage);
        return new Paging(before + 1, (int)Math.Min(perPage, total - before));
    }

    public static IResult Refuse(int maximumPerPage) => Results.Problem(
        $"page counts from 1, per_page goes from 1 to {maximumPerPage}, total is not negative", statusCode: 400);
}
