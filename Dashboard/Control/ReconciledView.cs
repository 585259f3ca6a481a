namespace EtlAspire.Dashboard.Control;

/// <summary>What a round of the reconciler came to.</summary>
/// <param name="Runs">Open runs for which something was sent again.</param>
/// <param name="Messages">How many messages were.</param>
internal sealed record ReconciledView(int Runs, int Messages);
