using Flinks.Bff.Tests.Problems;
using Flinks.Simulator.Faults;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>What Flinks may answer in place of what was hoped for, and what its callers are answered then.</summary>
internal sealed record Trouble(int Status, string Name, string Summary, Fault Fault)
{
    /// <summary>Trouble that says nothing of the person: the same step may work in a while.</summary>
    public static IReadOnlyList<Trouble> Passing =>
    [
        new(503, "keysRejected", "Flinks rejects this service's keys", FlinksRefusal.Of(401, "UNAUTHORIZED", session: false)),
        new(503, "flinksFailed", "Flinks failed to read the login", FlinksRefusal.Of(500, "AGGREGATION_ERROR", session: false)),
        new(503, "featureNotEnabled", "Flinks refuses what was asked", FlinksRefusal.Of(400, "INVALID_REQUEST", session: false)),
        new(503, "flinksBusy", "Flinks limits this service's calls", FlinksRefusal.Of(429, "TOO_MANY_REQUESTS", session: false)),
        new(503, "flinksUnreachable", "Flinks cannot be reached", FlinksRefusal.Of(504, null, session: false)),
    ];

    public static Trouble BankDown => new(503, "bankDown", "Bank down", FlinksRefusal.Of(401, "RETRY_LATER", session: true, retryAfter: 120));

    public static Trouble WrongPassword => new(409, "wrongPassword", "Wrong password: the bank no longer accepts the stored one", FlinksRefusal.Of(401, "INVALID_PASSWORD", session: true));

    public static Trouble Locked => new(409, "lockedAtTheBank", "The login is locked at the bank", FlinksRefusal.Of(401, "DISABLED_LOGIN", session: true));

    public static IReadOnlyList<Trouble> OfReading => [BankDown, .. Passing, WrongPassword, Locked];
}
