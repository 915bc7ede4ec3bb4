using System.Text.Json;
using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Operations;

/// <summary>Calls the doctor.</summary>
internal static class DoctorSteps
{
    public const string Address = "/api/v1/admin/doctor";

    /// <summary>All that was found, by name.</summary>
    public static async Task<Dictionary<string, Finding>> ExamineAsync(this BffHost bff, params (string Name, string Value)[] headers) =>
        Findings(await bff.As("olga", role: "admin").GetAsync(Address, headers));

    public static Dictionary<string, Finding> Findings(BffAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("checks").EnumerateArray().Select(Read).ToDictionary(finding => finding.Name);
    }

    private static Finding Read(JsonElement check) => new(
        check.GetProperty("name").GetString()!,
        Enum.Parse<Verdict>(check.GetProperty("verdict").GetString()!, ignoreCase: true),
        check.GetProperty("finding").GetString()!,
        check.GetProperty("advice").GetString());
}
