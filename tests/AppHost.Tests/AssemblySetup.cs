using Xunit.Sdk;
using Xunit.v3;

// Tests take turns: a whole system takes all of a small machine, and some set the path of this process for a moment.
[assembly: Parallelization(Mode = ParallelMode.None)]
