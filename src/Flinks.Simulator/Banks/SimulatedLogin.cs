using Flinks.Simulator.Accounts;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Banks;

/// <summary>A login as Flinks keeps it: whose it is, when the bank was last read, and what its scenario has used up.</summary>
public sealed class SimulatedLogin(Guid loginId, LoginScenario scenario, SimulatedBank bank, string language, DateTimeOffset lastRefresh)
{
    private readonly Dictionary<string, string> _keptAnswers = new(StringComparer.Ordinal);
    private int _refusals;
    private DateTimeOffset? _refusedSince;
    private int _expiredSessions;

    public Guid LoginId { get; } = loginId;

    public LoginScenario Scenario { get; } = scenario;

    public string Language { get; } = language;

    /// <summary>Where it is a login.</summary>
    public SimulatedBank Bank { get; } = bank;

    public string Institution => Bank.Name;

    /// <summary>When the bank last gave data: a live success or an answered challenge moves it, a cached call does not.</summary>
    public DateTimeOffset LastRefresh { get; private set; } = lastRefresh;

    /// <summary>Code of the last live attempt when it failed in a way that stays; a cached Authorize repeats it.</summary>
    public string? LastFailure { get; private set; }

    public bool IsScheduledRefresh { get; internal set; }

    /// <summary>Answers to the bank's questions that need not be asked of the person, by question.</summary>
    public IReadOnlyDictionary<string, string> KeptAnswers => _keptAnswers;

    internal AccountsBook Book { get; } = new(loginId, scenario.Accounts);

    internal void Succeed(DateTimeOffset now)
    {
        LastRefresh = now;
        LastFailure = null;
    }

    /// <summary>As it was when its state was saved.</summary>
    internal void Restore(string? lastFailure, bool isScheduledRefresh, IReadOnlyList<KeptAnswer> keptAnswers)
    {
        foreach (var (question, answer) in keptAnswers)
        {
            KeepAnswer(question, answer);
        }

        LastFailure = lastFailure;
        IsScheduledRefresh = isScheduledRefresh;
    }

    /// <summary>Questions with a plain answer, in the login's language, whose answers are not kept.</summary>
    internal IEnumerable<string> UnansweredQuestions() =>
        PlainQuestions().Select(question => question.Prompt.In(Language)).Where(prompt => !_keptAnswers.ContainsKey(prompt));

    internal void KeepAnswer(string question, string answer) => _keptAnswers[question] = answer;

    /// <summary>Whether the bank gets all its answers from what is kept. One that it does not accept is forgotten.</summary>
    internal bool IsAnsweredByKept()
    {
        var questions = PlainQuestions().ToList();
        foreach (var prompt in questions.Where(question => !Accepts(question)).Select(question => question.Prompt.In(Language)))
        {
            _keptAnswers.Remove(prompt);
        }

        return Scenario.Rounds.Sum(round => round.Questions.Count) == questions.Count && questions.Count > 0 && !UnansweredQuestions().Any();
    }

    internal void Fail(string flinksCode) => LastFailure = flinksCode;

    private IEnumerable<BankQuestion> PlainQuestions() =>
        Scenario.Rounds.SelectMany(round => round.Questions).Where(question => question is { Type: QuestionType.QuestionAndAnswer, PicksQuestion: false });

    private bool Accepts(BankQuestion question) => _keptAnswers.TryGetValue(question.Prompt.In(Language), out var answer) && question.Accepts([answer]);

    /// <summary>Counts this call against the refusal, and says whether it is refused.</summary>
    internal bool IsRefusedBy(Refusal refusal, DateTimeOffset now)
    {
        _refusedSince ??= now;
        if (refusal.Times <= _refusals || now - _refusedSince >= refusal.For)
        {
            return false;
        }

        _refusals++;
        return true;
    }

    /// <summary>Whether the session that now asks for data is one that its scenario lets expire.</summary>
    internal bool LetsSessionExpire()
    {
        if (_expiredSessions >= Scenario.SessionsThatExpire)
        {
            return false;
        }

        _expiredSessions++;
        return true;
    }
}
