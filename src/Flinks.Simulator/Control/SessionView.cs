using Flinks.Simulator.Banking;

namespace Flinks.Simulator.Control;

/// <summary>A session as <c>/sim/sessions</c> shows it.</summary>
/// <param name="Polls">Data calls that were answered 202.</param>
internal sealed record SessionView(Guid RequestId, Guid LoginId, string Login, string State, DateTimeOffset TouchedAt, int Round, int Polls, string? Tag)
{
    public static SessionView Of(Session session, SimulatedFlinks flinks) => new(
        session.RequestId,
        session.Login.LoginId,
        session.Login.Scenario.Name,
        session.IsExpired(flinks.Now, flinks.Options) ? nameof(SessionState.Expired) : session.State.ToString(),
        session.TouchedAt,
        session.Round,
        session.Polls,
        session.Tag);
}

/// <summary>A token that nobody has used.</summary>
internal sealed record TokenView(string Token, DateTimeOffset IssuedAt);

/// <summary>Body of <c>POST /sim/sessions/{requestId}/pending</c>.</summary>
internal sealed class PollsOrder
{
    public int Polls { get; set; } = 2;
}
