using Flinks.Bff.Operations.Doctor;
using Flinks.Bff.Tests.Audit;
using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Operations;

/// <summary>The doctor looks at everything, whatever is wrong with something.</summary>
public sealed class DoctorTests
{
    private static readonly string[] Names =
    [
        "settings", "flinks", "flinks customer id", "flinks secret key", "flinks api key", "flinks clock", "database", "migrations", "database settings", "database clock", "key certificate", "keys",
        "identity provider", "cors origins", "proxy", "redirects", "webhooks", "resume", "backlog", "instances",
    ];

    [Fact]
    public async Task Everything_is_looked_at_in_the_same_order()
    {
        await using var bff = await BffHost.StartAsync();

        var answer = await bff.Operator().GetAsync(DoctorSteps.Address);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["verdict", "ranAt", "checks"], answer.Json.Members());
        Assert.Equal(Names, answer.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.All(answer.Json.GetProperty("checks").EnumerateArray(), check => Assert.Equal(["name", "verdict", "finding", "advice"], check.Members()));
        Assert.Equal(BffHost.Start, answer.Json.GetProperty("ranAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_sound_installation_has_nothing_broken()
    {
        await using var bff = await BffHost.StartAsync();

        var findings = await bff.ExamineAsync();

        // Time stands still in this test, and the database's does not.
        findings.Remove("database clock");
        Assert.DoesNotContain(findings.Values, finding => finding.Verdict == Verdict.Broken);
        Assert.All(
            ["settings", "flinks", "flinks customer id", "flinks secret key", "flinks api key", "database", "migrations", "keys", "identity provider", "backlog", "instances"],
            name => Assert.True(findings[name].Verdict == Verdict.Ok, $"{findings[name]}"));
    }

    [Fact]
    public async Task No_bank_is_asked_and_no_token_kept()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Flinks.Calls.Clear();

        await bff.ExamineAsync();

        Assert.Equal(
            [FlinksEndpoint.GenerateAuthorizeToken, FlinksEndpoint.GetAccountsDetailAsync],
            bff.Flinks.Calls.All.Select(call => call.Endpoint).Order());
    }

    [Fact]
    public async Task No_secret_is_told()
    {
        Dictionary<string, string?> all = [];
        await using var bff = await BffHost.StartAsync(settings =>
        {
            settings["Flinks:SecretKey"] = "canary-secret-0001";
            settings["Flinks:ApiKey"] = "canary-api-key-0002";
            settings["Webhooks:Keys:0"] = "canary-webhook-0003";
            all = settings;
        });

        var answer = await bff.Operator().GetAsync(DoctorSteps.Address);

        Assert.DoesNotContain("canary", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(["Auth:SigningKey", "ResumeUrls:Keys:0:Value", "ConnectionStrings:FlinksBff"], name => Assert.DoesNotContain(all[name]!, answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_is_written_into_the_audit_trail()
    {
        await using var bff = await BffHost.StartAsync();

        await bff.ExamineAsync();

        Assert.Equal("operator", Assert.Single(await bff.ReadTrailAsync("action=doctorRun")).Text("actorKind"));
    }

    [Fact]
    public async Task It_works_on_a_database_that_is_not_migrated()
    {
        await using var bff = await BffHost.StartAsync();
        await using (var db = bff.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", TestContext.Current.CancellationToken);
        }

        var findings = await bff.ExamineAsync();

        Assert.Equal(Verdict.Broken, findings["migrations"].Verdict);
        Assert.Contains("dotnet Flinks.Bff.dll migrate", findings["migrations"].Advice, StringComparison.Ordinal);
        Assert.All(["keys", "webhooks", "resume", "backlog", "instances"], name => Assert.Equal(Verdict.Unknown, findings[name].Verdict));
        Assert.Equal(Verdict.Ok, findings["flinks secret key"].Verdict);
        Assert.Contains(bff.Logs.Lines, line => line.Text.Contains("missing in the audit trail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_works_while_the_database_is_away()
    {
        await using var bff = await BffHost.StartAsync();
        bff.Database.Dispose();

        var findings = await bff.ExamineAsync();

        Assert.Equal(Verdict.Broken, findings["database"].Verdict);
        Assert.All(["migrations", "database settings", "keys", "backlog"], name => Assert.Equal((Verdict.Unknown, "The database does not answer."), (findings[name].Verdict, findings[name].Text)));
        Assert.Equal(Verdict.Ok, findings["flinks secret key"].Verdict);
    }

    [Fact]
    public async Task One_check_that_hangs_does_not_keep_the_others()
    {
        var hanging = new Hanging();
        await using var bff = await BffHost.StartAsync(services: services => services.AddSingleton<IDoctorCheck>(hanging));
        var examining = bff.ExamineAsync();
        await hanging.Asked.Task;

        bff.Clock.Advance(TimeSpan.FromSeconds(6));
        var findings = await examining;

        Assert.Equal(new Finding("hanging", Verdict.Unknown, "Looked at in vain for 6 seconds."), findings["hanging"]);
        Assert.Equal((Verdict.Ok, Verdict.Ok), (findings["migrations"].Verdict, findings["flinks"].Verdict));
    }

    [Fact]
    public async Task One_check_that_fails_does_not_stop_the_others()
    {
        await using var bff = await BffHost.StartAsync(services: services => services.AddSingleton<IDoctorCheck, Faulty>());

        var findings = await bff.ExamineAsync();

        Assert.Equal(new Finding("faulty", Verdict.Unknown, "Could not be looked at (InvalidOperationException)."), findings["faulty"]);
        Assert.Equal(Names.Length + 1, findings.Count);
    }

    [Fact]
    public async Task The_whole_is_as_bad_as_its_worst()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Flinks:SecretKey"] = "another key than Flinks knows".Replace(' ', '-'));

        var answer = await bff.Operator().GetAsync(DoctorSteps.Address);

        Assert.Equal("broken", answer.Json.GetProperty("verdict").GetString());
    }

    /// <summary>Asked in the last round, when the others are done: what is asked beside it is in nobody's way.</summary>
    private sealed class Hanging() : DoctorCheck("hanging", DoctorNeed.Tables)
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await new TaskCompletionSource().Task;
            return Ok("Never.");
        }
    }

    private sealed class Faulty() : DoctorCheck("faulty", DoctorNeed.Nothing)
    {
        protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken) => throw new InvalidOperationException("hunter2");
    }
}
