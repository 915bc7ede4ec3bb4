using System.Runtime.CompilerServices;

namespace Flinks.Bff.Tests.Hosting.Databases;

/// <summary>Stands in for <c>[Fact]</c> where the tests need a server: skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseFactAttribute : Xunit.FactAttribute
{
    public DatabaseFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = TestedProvider.Absence;
}

/// <summary>Stands in for <c>[Theory]</c> in the same way.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseTheoryAttribute : Xunit.TheoryAttribute
{
    public DatabaseTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = TestedProvider.Absence;
}
