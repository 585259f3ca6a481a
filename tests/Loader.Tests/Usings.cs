global using EtlAspire.Tests.Shared;
