using EtlAspire.SystemTests.Hosting;
using Xunit.Sdk;
using Xunit.v3;

// One started system for all tests, which take turns at it: the broker alone takes 11-20 s to boot.
[assembly: AssemblyFixture(typeof(EtlSystem))]
[assembly: Parallelization(Mode = ParallelMode.None)]
