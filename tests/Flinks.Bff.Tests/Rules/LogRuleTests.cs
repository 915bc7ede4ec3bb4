using System.Reflection;
using Flinks.Bff.DevHost;
using Flinks.Client;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Rules;

/// <summary>What is logged is declared: a sentence with named values, by <c>LoggerMessage</c> and in no other way.</summary>
public sealed class LogRuleTests
{
    public static TheoryData<string> Assemblies => [.. Ours.Keys];

    private static Dictionary<string, Assembly> Ours => new Assembly[]
    {
        typeof(FlinksClient).Assembly, typeof(BffApplication).Assembly, typeof(SimulatedFlinks).Assembly, typeof(DevHostApplication).Assembly,
    }.ToDictionary(assembly => assembly.GetName().Name!);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Logs_are_declared(string assembly)
    {
        var used = MembersUsed.Of(Ours[assembly]);

        Assert.DoesNotContain(used, member => member.Type == "Microsoft.Extensions.Logging.LoggerExtensions" && member.Member.StartsWith("Log", StringComparison.Ordinal));
        Assert.DoesNotContain(used, member => member.Type is "Serilog.Log" or "System.Diagnostics.Trace" or "System.Diagnostics.Debug");
        Assert.DoesNotContain(used, member => member.Type == "Serilog.ILogger" && member.Member is "Verbose" or "Debug" or "Information" or "Warning" or "Error" or "Fatal" or "Write");
    }

    [Fact]
    public void Only_a_start_that_fails_or_a_command_writes_to_the_console_by_itself()
    {
        var writers = from file in SourceTree.Files("src/Flinks.Bff").Concat(SourceTree.Files("src/Flinks.Client"))
                      where File.ReadAllText(file).Contains("Console.", StringComparison.Ordinal)
                      select Path.GetFileName(file);

        Assert.Subset(new HashSet<string> { "Startup.cs", "DoctorCommand.cs" }, writers.ToHashSet());
    }
}
