namespace EtlAspire.Contracts.Pipelines;

/// <summary>What a run does with the rows that its table already has.</summary>
public enum WriteDisposition
{
    /// <summary>The run's rows are added to them.</summary>
    Append,

    /// <summary>The run's rows take their place.</summary>
    Replace,
}
