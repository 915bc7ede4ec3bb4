namespace Flinks.Bff.Audit;

/// <summary>What was done. Stored by number: new ones go to the end.</summary>
public enum AuditAction
{
    /// <summary>A user linked a bank login.</summary>
    ConnectionLinked,

    /// <summary>A user named a login and was refused it.</summary>
    ClaimRefused,

    /// <summary>The bank was asked for new data.</summary>
    LiveRetrievalStarted,

    /// <summary>A signed address was given out at which the person can answer the bank.</summary>
    ResumeUrlGiven,

    /// <summary>The person's answers were sent to the bank.</summary>
    MfaAnswered,

    /// <summary>The person came back from the widget.</summary>
    RetrievalResumed,

    /// <summary>A retrieval was given up, or the data of an ended one erased.</summary>
    RetrievalGivenUp,

    /// <summary>A user deleted a connection.</summary>
    DeletionAsked,

    /// <summary>Flinks confirmed that the login is gone there.</summary>
    DeletionConfirmed,

    /// <summary>The last trace of a connection was erased here.</summary>
    ConnectionErased,

    /// <summary>An operator read the audit trail.</summary>
    AuditRead,

    /// <summary>An operator read the figures.</summary>
    HealthRead,

    /// <summary>An operator read the list of webhooks.</summary>
    WebhooksRead,

    /// <summary>An operator had a webhook worked off again.</summary>
    WebhookReplayed,

    /// <summary>An operator ran the doctor.</summary>
    DoctorRun,

    /// <summary>The key by which logins are found was replaced.</summary>
    KeysReplaced,

    /// <summary>A user chose the accounts of a connection that are shared.</summary>
    AccountsSelected,

    /// <summary>An operator read where people leave the widget.</summary>
    FunnelRead,

    /// <summary>A user switched the nightly refresh of a connection on or off.</summary>
    NightlyRefreshSet,
}

/// <summary>Who did it.</summary>
public enum AuditActorKind
{
    /// <summary>A signed-in user.</summary>
    User,

    /// <summary>A signed-in operator, or somebody at the console.</summary>
    Operator,

    /// <summary>This service, of its own accord.</summary>
    System,
}
