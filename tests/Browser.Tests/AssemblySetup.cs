using EtlAspire.BrowserTests.Browsing;
using Xunit.Sdk;
using Xunit.v3;

// One started system and one browser for all tests, which take turns: the broker alone takes 11-20 s to boot.
[assembly: AssemblyFixture(typeof(BrowserSession))]
[assembly: Parallelization(Mode = ParallelMode.None)]
