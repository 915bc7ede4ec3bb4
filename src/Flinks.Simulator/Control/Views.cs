using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Clock;
using Flinks.Simulator.Faults;

namespace Flinks.Simulator.Control;

/// <summary>A login as <c>/sim/logins</c> shows it.</summary>
internal sealed record LoginView(Guid LoginId, string Name, string Username, string Language, string Sentence, DateTimeOffset LastRefresh, string? LastFailure)
{
    public static LoginView Of(SimulatedLogin login) => new(
        login.LoginId, login.Scenario.Name, login.Scenario.Username, login.Language, login.Scenario.Sentence, login.LastRefresh, login.LastFailure);
}

/// <summary>A call as <c>/sim/calls</c> shows it.</summary>
internal sealed record CallView(
    DateTimeOffset At,
    FlinksEndpoint Endpoint,
    string Method,
    string Path,
    Guid? LoginId,
    Guid? RequestId,
    bool? MostRecentCached,
    int? Status,
    string Body,
    IReadOnlyDictionary<string, string> Headers)
{
    public static CallView Of(ReceivedCall call) => new(
        call.At, call.Endpoint, call.Method, call.Path, call.LoginId, call.RequestId, call.MostRecentCached, call.Status, call.Body, call.Headers);
}

/// <summary>The clock as <c>/sim/clock</c> shows it.</summary>
internal sealed record ClockView(DateTimeOffset Now, TimeSpan Moved, bool IsFrozen)
{
    public static ClockView Of(TimeProvider clock) => clock is MovableClock movable
        ? new(movable.GetUtcNow(), movable.Moved, movable.IsFrozen)
        : new(clock.GetUtcNow(), TimeSpan.Zero, IsFrozen: false);
}

/// <summary>A fault as <c>/sim/faults</c> shows it.</summary>
internal sealed record FaultView(FlinksEndpoint? Endpoint, string Kind, int? Status, Guid? LoginId, int? Left, double? Percent)
{
    public static FaultView Of(ScriptedFault scripted) => new(
        scripted.Endpoint,
        scripted.Fault.GetType().Name,
        scripted.Fault is Fault.Answer answer ? answer.Status : null,
        scripted.Fault.LoginId,
        scripted.Left,
        scripted.Percent);
}
