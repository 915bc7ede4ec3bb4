using System.Collections.Frozen;

namespace Flinks.Bff.ConnectSessions.Events;

/// <summary>Where a session stands, and what each message of the widget makes of that.</summary>
/// <param name="Reached">The furthest page.</param>
/// <param name="Code">The message that it ended with, or that the present page has to tell the person of; null where all is well.</param>
public sealed record ConnectSessionProgress(ConnectSessionState State, ConnectSessionState Reached, string? Code, string? Institution)
{
    /// <summary>The pages that messages tell of. What is not named here changes nothing.</summary>
    private static readonly FrozenDictionary<string, ConnectSessionState> Pages = new Dictionary<string, ConnectSessionState>
    {
        ["APP_MOUNTED"] = ConnectSessionState.Opened,
        ["bff_launch_ready"] = ConnectSessionState.Opened,
        ["COMPONENT_LOAD_CONSENT"] = ConnectSessionState.Consent,
        ["COMPONENT_CONSENT_INTRO"] = ConnectSessionState.Consent,
        ["COMPONENT_LOAD_INSTITUTION_SELECTOR"] = ConnectSessionState.Institution,
        ["INSTITUTION_SELECTED"] = ConnectSessionState.Credentials,
        ["COMPONENT_LOAD_CREDENTIAL"] = ConnectSessionState.Credentials,
        ["COMPONENT_LOAD_CREDENTIAL_RETRY"] = ConnectSessionState.Credentials,
        ["POPUP_OPENED"] = ConnectSessionState.Credentials,
        ["COMPONENT_ACCEPT_PROVIDER_CONSENT"] = ConnectSessionState.Authorizing,
        ["SUBMIT_CREDENTIAL"] = ConnectSessionState.Authorizing,
        ["COMPONENT_LOAD_MFA"] = ConnectSessionState.Mfa,
        ["COMPONENT_LOAD_MFA_RETRY"] = ConnectSessionState.Mfa,
        ["ENHANCED_MFA_HAS_QUESTIONS"] = ConnectSessionState.Mfa,
        ["QUESTION_NOT_FOUND"] = ConnectSessionState.Mfa,
        ["SUBMIT_MFA"] = ConnectSessionState.Authorizing,
        ["COMPONENT_LOAD_ACCOUNT_SELECTION"] = ConnectSessionState.AccountSelection,
        ["ACCOUNT_SELECTED"] = ConnectSessionState.AccountSelection,
        [WidgetMessage.Redirect] = ConnectSessionState.Completed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Trouble, and where it leaves the person: some of it can be mended on the page before, some only by starting anew.</summary>
    private static readonly FrozenDictionary<string, ConnectSessionState> Troubles = new Dictionary<string, ConnectSessionState>
    {
        ["INVALID_USERNAME"] = ConnectSessionState.Credentials,
        ["INVALID_PASSWORD"] = ConnectSessionState.Credentials,
        ["INVALID_LOGIN"] = ConnectSessionState.Credentials,
        ["POPUP_BLOCKED"] = ConnectSessionState.Credentials,
        ["INVALID_SECURITY_RESPONSE"] = ConnectSessionState.Mfa,
        ["INVALID_SECURITY_RESPONSE_NO_RETRY"] = ConnectSessionState.Failed,
        ["UNAUTHORIZED"] = ConnectSessionState.Failed,
        ["NEW_ACCOUNT"] = ConnectSessionState.Failed,
        ["DISABLED_LOGIN"] = ConnectSessionState.Failed,
        ["DISABLED_INSTITUTION"] = ConnectSessionState.Failed,
        ["RETRY_LATER"] = ConnectSessionState.Failed,
        ["AGGREGATION_ERROR"] = ConnectSessionState.Failed,
        ["MAXIMUM_RETRY_REACHED"] = ConnectSessionState.Failed,
        ["SESSION_NONEXISTENT"] = ConnectSessionState.Failed,
        ["SESSION_EXPIRED"] = ConnectSessionState.Failed,
        ["COMPONENT_DENY_CONSENT"] = ConnectSessionState.Closed,
        ["COMPONENT_CLOSE_SESSION"] = ConnectSessionState.Closed,
        ["TOKEN_INVALID"] = ConnectSessionState.Expired,
        ["bff_launch_expired"] = ConnectSessionState.Expired,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ConnectSessionProgress Of(ConnectSession session) => new(session.State, session.Reached, session.Code, session.InstitutionName);

    /// <summary>Who is done is done: the widget's last word may come twice, and a page may close its frame after it.</summary>
    public ConnectSessionProgress After(WidgetMessage message)
    {
        if (State == ConnectSessionState.Completed || message.Name == WidgetMessage.Unknown)
        {
            return this;
        }

        var heard = this with { Institution = message.Institution ?? Institution };
        if (Troubles.TryGetValue(message.Name, out var left))
        {
            return heard.At(left) with { Code = message.Name };
        }

        return Pages.TryGetValue(message.Name, out var page) ? heard.At(page) with { Code = null }
            : State == ConnectSessionState.Created ? heard.At(ConnectSessionState.Opened)
            : heard;
    }

    /// <summary>The person came back by a callback, with a login or without.</summary>
    public ConnectSessionProgress Returned(bool hasLogin, string? refusal) =>
        State == ConnectSessionState.Completed ? this
        : hasLogin ? At(ConnectSessionState.Completed) with { Code = null } : At(ConnectSessionState.Failed) with { Code = refusal };

    private ConnectSessionProgress At(ConnectSessionState state) =>
        this with { State = state, Reached = state <= ConnectSessionState.Completed && state > Reached ? state : Reached };
}
