namespace EtlAspire.BrowserTests.Browsing;

internal static class Screenshots
{
    /// <summary>Where pictures are kept: <c>ETL_SCREENSHOTS_DIR</c>, or the test results.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("ETL_SCREENSHOTS_DIR") ?? Path.Combine("TestResults", "screenshots");
}
