using EtlAspire.SystemTests.Hosting;

// One started system for all tests, which take turns at it: the broker alone takes 11-20 s to boot.
[assembly: AssemblyFixture(typeof(EtlSystem))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
