namespace Flinks.Client.Tests.Replies;

/// <summary>An outcome in one line, so that a table can name it.</summary>
public static class Described
{
    public static string Describe(this FlinksOutcome outcome) => outcome switch
    {
        FlinksOutcome.Authorized authorized => $"Authorized {authorized.LastRefresh:yyyy-MM-dd}".TrimEnd(),
        FlinksOutcome.MfaRequired mfa => $"MfaRequired {string.Join('+', mfa.Challenges.Select(Describe))}{(mfa.Retry ? " again" : "")}",
        FlinksOutcome.Collected collected => $"Collected {collected.Payload.Accounts.Count}",
        FlinksOutcome.StaleButReadable stale => $"Stale {stale.LastRefresh:yyyy-MM-dd}".TrimEnd() + $" ({stale.Reason.Describe()})",
        FlinksOutcome.ReconnectNeeded reconnect => $"ReconnectNeeded {reconnect.FlinksCode}".TrimEnd(),
        FlinksOutcome.BankActionNeeded bank => $"BankActionNeeded {bank.FlinksCode}".TrimEnd(),
        FlinksOutcome.Busy busy => $"Busy {busy.FlinksCode}".TrimEnd(),
        FlinksOutcome.Throttled throttled => $"Throttled {throttled.FlinksCode}".TrimEnd(),
        FlinksOutcome.InstitutionUnavailable institution => $"InstitutionUnavailable {institution.FlinksCode}".TrimEnd(),
        FlinksOutcome.RejectedUs rejected => $"RejectedUs {rejected.FlinksCode}".TrimEnd(),
        FlinksOutcome.Misused misused => $"Misused {misused.FlinksCode}".TrimEnd(),
        FlinksOutcome.SessionEnded ended => $"SessionEnded {ended.FlinksCode}".TrimEnd(),
        FlinksOutcome.AlreadyAuthorized already => $"AlreadyAuthorized {already.FlinksCode}".TrimEnd(),
        FlinksOutcome.AnswersRefused refused => $"AnswersRefused {refused.FlinksCode}".TrimEnd(),
        FlinksOutcome.Failed failed => $"Failed {failed.FlinksCode}".TrimEnd(),
        FlinksOutcome.StatementsListed listed => $"Statements {listed.Statements.Count}",
        FlinksOutcome.Scheduled scheduled => $"Scheduled {scheduled.IsActivated}",
        FlinksOutcome.NightlyStatus status => $"Nightly {string.Join('+', status.Ineligible.Select(login => login.FlinksCode ?? (login.StoppedAtQuestion ? "asked" : "")))}",
        FlinksOutcome.InstitutionsListed page => $"Institutions {string.Join('+', page.Institutions.Select(bank => $"{bank.Id}({bank.Names.Count})"))} of {page.Count}",
        FlinksOutcome.Analysed analysed => $"Analysed {string.Join(' ', analysed.Card.EnumerateObject().Select(member => member.Name))}",
        _ => outcome.GetType().Name,
    };

    private static string Describe(Challenge challenge) => $"{challenge.Type}({challenge.Choices.Count},{challenge.Images.Count})";
}
