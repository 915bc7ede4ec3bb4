namespace Flinks.Bff.ConnectSessions;

/// <summary>How far a person has come in the widget. Stored by number, and up to <see cref="Completed"/> in the order of the widget's pages: what a later one has reached has reached all before it.</summary>
public enum ConnectSessionState
{
    /// <summary>The address was given out; nothing was heard of the widget.</summary>
    Created,

    /// <summary>The widget runs.</summary>
    Opened,

    /// <summary>It asks for consent.</summary>
    Consent,

    /// <summary>It shows the banks.</summary>
    Institution,

    /// <summary>A bank was chosen, and the person signs in.</summary>
    Credentials,

    /// <summary>The bank is asked: credentials, or answers to its questions, were sent.</summary>
    Authorizing,

    /// <summary>The bank asks the person something.</summary>
    Mfa,

    /// <summary>The person ticks the accounts that they share.</summary>
    AccountSelection,

    /// <summary>The person is done.</summary>
    Completed,

    /// <summary>The person closed the widget, or refused to consent.</summary>
    Closed,

    /// <summary>It went wrong; <c>code</c> says how.</summary>
    Failed,

    /// <summary>Nobody opened the address in time, or nothing was heard of the widget for an hour.</summary>
    Expired,
}
