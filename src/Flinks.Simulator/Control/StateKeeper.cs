using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Clock;

namespace Flinks.Simulator.Control;

/// <summary>Saves what the simulator knows, and loads it again.</summary>
internal sealed class StateKeeper(SimulatedFlinks flinks)
{
    private static readonly DateTimeOffset LastMoment = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Knobs _knobs = new(flinks.Options);

    public Knobs Knobs => _knobs;

    public SavedState Save()
    {
        lock (flinks.Gate)
        {
            return new()
            {
                Now = flinks.Now,
                Logins = [.. flinks.Logins.Select(SavedLogin.Of)],
                Sessions = [.. flinks.Sessions.Where(session => flinks.FindLogin(session.Login.LoginId) is not null).Select(SavedSession.Of)],
                Tokens = [.. flinks.Tokens.Unused.Select(issued => new SavedToken(issued.Token, issued.IssuedAt))],
                Knobs = _knobs.Values,
            };
        }
    }

    /// <summary>Loads it in place of what is known. Null when that went well, otherwise what is wrong with it; then nothing was changed.</summary>
    public string? Load(SavedState state)
    {
        if (WrongWith(state) is { } wrong)
        {
            return wrong;
        }

        lock (flinks.Gate)
        {
            if (_knobs.Turn(state.Knobs) is { } knob)
            {
                return $"The knob {knob} cannot be turned so.";
            }

            flinks.Clear();
            foreach (var saved in state.Logins)
            {
                var bank = BankDirectory.Find(saved.Bank) ?? BankDirectory.TestBank;
                flinks.Put(saved.LoginId, saved.Scenario, bank, saved.Language, saved.LastRefresh).Restore(saved.LastFailure, saved.IsScheduledRefresh, saved.KeptAnswers);
            }

            foreach (var saved in state.Sessions)
            {
                if (flinks.FindLogin(saved.LoginId) is { } login)
                {
                    flinks.Put(saved.Restore(login));
                }
            }

            foreach (var saved in state.Tokens)
            {
                flinks.Tokens.Put(saved.Token, saved.IssuedAt);
            }
        }

        if (flinks.Clock is MovableClock clock && state.Now > flinks.Now)
        {
            clock.Advance(state.Now - flinks.Now);
        }

        return null;
    }

    private static string? WrongWith(SavedState state)
    {
        if (!state.Logins.All(IsWhole) || state.Sessions.Any(session => session is null) || state.Tokens.Any(token => token is null) || state.Now > LastMoment)
        {
            return "Something is missing in it.";
        }

        var logins = state.Logins.DistinctBy(login => login.LoginId).ToDictionary(login => login.LoginId);
        if (state.Logins.FirstOrDefault(login => BankDirectory.Find(login.Bank) is null) is { } homeless)
        {
            return $"There is no bank {homeless.Bank}.";
        }

        return state.Sessions.FirstOrDefault(session => !logins.TryGetValue(session.LoginId, out var login) || !Fits(session, login)) is { } stray
            ? $"The session {stray.RequestId} fits no login."
            : null;
    }

    /// <summary>JSON may hold null in lists whatever their types say.</summary>
    private static bool IsWhole(SavedLogin? login) => login is not null && login.Scenario.Rounds.All(IsWhole);

    /// <summary>Answers are given by prompt, so that each has to have its own.</summary>
    private static bool IsWhole(BankRound? round) =>
        round is not null && round.Questions.All(IsWhole)
        && round.Questions.DistinctBy(question => question.Prompt.English).Count() == round.Questions.Count
        && round.Questions.DistinctBy(question => question.Prompt.French).Count() == round.Questions.Count;

    private static bool IsWhole(BankQuestion? question) =>
        question is not null && question.Choices.All(choice => choice is not null) && question.Right.All(right => right is not null);

    private static bool Fits(SavedSession session, SavedLogin login) =>
        session.Round >= 0 && (session.State != SessionState.AwaitingAnswers || session.Round < login.Scenario.Rounds.Count);
}
