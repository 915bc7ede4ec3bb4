using Flinks.Bff.ClusterTests.Upstream;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Start;

namespace Flinks.Bff.ClusterTests.Hosting;

/// <summary>What the hosts of these tests are told, by environment variables alone.</summary>
internal static class HostSettings
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>So short that those who never answer the bank do not hold up the end of a test.</summary>
    private static readonly TimeSpan ResumeWindow = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public static Dictionary<string, string?> For(TemporaryDatabase database, WatchedFlinks flinks, int door)
    {
        var known = flinks.Flinks.Options;
        var settings = BffProcess.Good(database);
        settings["Flinks__ApiBaseUrl"] = new Uri(flinks.Door(door), "v3").ToString();
        settings["Flinks__ConnectBaseUrl"] = new Uri(flinks.Door(door), "v2/").ToString();
        settings["Flinks__CustomerId"] = known.CustomerId.ToString();
        settings["Flinks__SecretKey"] = known.SecretKey;
        settings["Flinks__ApiKey"] = known.ApiKey;
        settings["Flinks__PollInterval"] = $"{PollInterval:c}";
        settings["Flinks__ResumeWindow"] = $"{ResumeWindow:c}";
        settings["Retrieval__AnswerWithin"] = $"{AnswerWithin:c}";
        settings["Logging__LogLevel__Default"] = "Warning";
        settings["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        settings["Logging__LogLevel__Flinks.Bff.Retrievals"] = "Information";
        return settings;
    }
}
