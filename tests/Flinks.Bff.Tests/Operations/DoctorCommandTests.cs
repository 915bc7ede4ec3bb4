using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Start;

namespace Flinks.Bff.Tests.Operations;

/// <summary>The doctor at the console.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Well_is_0_and_broken_is_1()
    {
        await using var well = await BffHost.StartAsync();
        await using var ill = await BffHost.StartAsync(settings => settings["Flinks:ApiKey"] = "not-the-one-that-Flinks-knows");
        var broken = (await well.ExamineAsync()).Values.Any(finding => finding.Verdict == Verdict.Broken);
        using var told = new StringWriter();

        var first = await DoctorCommand.RunAsync(well.Services, TextWriter.Null);
        var second = await DoctorCommand.RunAsync(ill.Services, told);

        Assert.Equal((broken ? 1 : 0, 1), (first, second));
        Assert.Matches("broken +flinks api key +Flinks refuses it: nobody's data can be read.", told.ToString());
        Assert.Contains("-> Set Flinks:ApiKey to the x-api-key of this customer id and instance.", told.ToString(), StringComparison.Ordinal);
        Assert.Matches("1[0-9] ok", told.ToString().TrimEnd().Split(Environment.NewLine)[^1]);
    }

    [Fact]
    public async Task It_needs_no_migrated_database_and_no_Flinks_and_starts_no_server()
    {
        using var database = TemporaryDatabase.CreateEmpty();
        var settings = BffProcess.Good(database);
        settings["Database__MigrateOnStart"] = "false";
        settings["Flinks__ApiBaseUrl"] = "http://127.0.0.1:9/v3";
        await using var doctor = BffProcess.Start(settings, "doctor");

        var exitCode = await doctor.ExitedAsync();

        Assert.Equal(1, exitCode);
        Assert.Empty(doctor.Complaints);
        Assert.Contains("Flinks cannot be reached.", doctor.Told, StringComparison.Ordinal);
        Assert.Contains("dotnet Flinks.Bff.dll migrate", doctor.Told, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", doctor.Told, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"timestamp\"", doctor.Told, StringComparison.Ordinal);
        Assert.DoesNotContain(settings["Flinks__SecretKey"]!, doctor.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_told_as_they_are_at_the_start()
    {
        using var database = TemporaryDatabase.CreateEmpty();
        var settings = BffProcess.Good(database);
        settings.Remove("Flinks__SecretKey");
        await using var doctor = BffProcess.Start(settings, "doctor");

        var exitCode = await doctor.ExitedAsync();

        Assert.Equal(78, exitCode);
        Assert.Contains("Flinks:SecretKey is missing", Assert.Single(doctor.Complaints), StringComparison.Ordinal);
    }
}
