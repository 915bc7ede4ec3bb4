using Flinks.Simulator.Banking;

namespace Flinks.Simulator.Control;

/// <summary><c>/sim/sessions</c> and <c>/sim/tokens</c>: what Authorize opened, and what opens it.</summary>
internal sealed class SessionEndpoints(SimulatedFlinks flinks)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        sim.MapGet("/sessions", () => Results.Json(Sessions(), ControlJson.Default.IReadOnlyListSessionView));
        sim.MapPost("/sessions/{requestId:guid}/expire", (Guid requestId) => Change(requestId, session => session.State = SessionState.Expired));
        sim.MapPost("/sessions/{requestId:guid}/ready", (Guid requestId) => Change(requestId, MakeReady));
        sim.MapPost("/sessions/{requestId:guid}/pending", (Guid requestId, PollsOrder order) => Change(requestId, session => LeavePending(session, order.Polls)));
        sim.MapGet("/tokens", () => Results.Json(Tokens(), ControlJson.Default.IReadOnlyListTokenView));
        sim.MapPost("/tokens", () => Results.Json(new TokenView(flinks.IssueToken(), flinks.Now), ControlJson.Default.TokenView));
        sim.MapDelete("/tokens", ForgetTokens);
    }

    public IReadOnlyList<SessionView> Sessions() => [.. flinks.Sessions.Select(session => SessionView.Of(session, flinks))];

    public IReadOnlyList<TokenView> Tokens()
    {
        lock (flinks.Gate)
        {
            return [.. flinks.Tokens.Unused.Select(issued => new TokenView(issued.Token, issued.IssuedAt))];
        }
    }

    private IResult ForgetTokens()
    {
        lock (flinks.Gate)
        {
            flinks.Tokens.Clear();
        }

        return Results.NoContent();
    }

    private IResult Change(Guid requestId, Action<Session> change)
    {
        lock (flinks.Gate)
        {
            if (flinks.FindSession(requestId) is not { } session)
            {
                return Results.NotFound();
            }

            if (session.State is not (SessionState.Authorized or SessionState.Collecting or SessionState.Ready or SessionState.AwaitingAnswers))
            {
                return Results.Conflict($"The session is {session.State}.");
            }

            change(session);
            return Results.NoContent();
        }
    }

    /// <summary>The bank is done with it; whoever it waited for need not answer.</summary>
    private void MakeReady(Session session)
    {
        session.State = SessionState.Ready;
        session.TouchedAt = flinks.Now;
    }

    /// <summary>So many polls are still answered 202.</summary>
    private void LeavePending(Session session, int polls)
    {
        session.State = SessionState.Collecting;
        session.CollectingSince = flinks.Now;
        session.Polls = session.PollsBeforeReady(flinks.Options) - Math.Max(polls, 0);
    }
}
