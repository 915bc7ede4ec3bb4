using System.Reflection;
using Flinks.Bff.Audit;
using Flinks.Bff.Connections;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.ConnectSessions.Events;
using Flinks.Bff.ConnectSessions.Funnel;
using Flinks.Bff.NightlyRefresh;
using Flinks.Bff.Platform.Idempotency;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.Rekeying;
using Flinks.Bff.Platform.Requests;
using Flinks.Bff.Retrievals;
using Flinks.Bff.Timeline;
using Flinks.Bff.Webhooks;
using Flinks.Client;

namespace Flinks.Bff.Tests.SqlServer.OnPaper;

/// <summary>Arguments for the stores' methods, by type.</summary>
internal static class MadeUp
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("11111111-2222-3333-4444-555555555555");
    private static readonly byte[] Hash = new byte[32];

    private static readonly LoginHashes Login = new(Generation: 1, [Hash, new byte[32]]);

    private static readonly Dictionary<Type, Func<object?>> Values = new()
    {
        [typeof(byte[])] = () => Hash,
        [typeof(int)] = () => 1,
        [typeof(Guid)] = () => Id,
        [typeof(Guid?)] = () => Id,
        [typeof(Guid)] = () => Id,
        [typeof(DateTimeOffset)] = () => Now,
        [typeof(DateTimeOffset?)] = () => Now,
        [typeof(AuditNote)] = () => AuditNote.ByUser(Hash, AuditAction.MfaAnswered, Now) with { ConnectionId = new ConnectionId(Id) },
        [typeof(AuditFilter)] = () => new AuditFilter(new ConnectionId(Id), AuditAction.MfaAnswered, Now, Now, new PagePlace<long>(Now, 7)),
        [typeof(CancellationToken)] = () => TestContext.Current.CancellationToken,
        [typeof(ConnectionId)] = () => new ConnectionId(Id),
        [typeof(ConnectionId?)] = () => new ConnectionId(Id),
        [typeof(RetrievalId)] = () => new RetrievalId(Id),
        [typeof(int?)] = () => 0,
        [typeof(RetrievalId[])] = () => new[] { new RetrievalId(Id), new RetrievalId(Guid.NewGuid()) },
        [typeof(ConnectSessionId)] = () => new ConnectSessionId(Id),
        [typeof(DeletionId)] = () => new DeletionId(Id),
        [typeof(Connection)] = () => new Connection { Id = new ConnectionId(Id), UserKey = Hash, LoginHash = Hash, LoginSealed = Hash, CreatedAt = Now },
        [typeof(Retrieval)] = () => new Retrieval
        {
            Id = new RetrievalId(Guid.NewGuid()),
            ConnectionId = new ConnectionId(Id),
            OpenFor = new ConnectionId(Id),
            UserKey = Hash,
            Freshness = Freshness.Live,
            Purpose = AuthorizePurpose.Refresh,
            Options = "{}",
            StartedAt = Now,
            Shard = 0,
        },
        [typeof(StoredResult)] = () => new StoredResult { RetrievalId = new RetrievalId(Id), Sealed = Hash, ErasesAt = Now },
        [typeof(Func<StoredResult>)] = () => (Func<StoredResult>)(() => new StoredResult { RetrievalId = new RetrievalId(Id), Sealed = Hash, ErasesAt = Now }),
        [typeof(ConnectSession)] = () => new ConnectSession { Id = new ConnectSessionId(Id), UserKey = Hash, CreatedAt = Now, Language = "en", Settings = "{}" },
        [typeof(string)] = () => "word",
        [typeof(SaidByWidget)] = () => new SaidByWidget([new WidgetMessage(WidgetMessage.Redirect), new WidgetMessage("APP_MOUNTED")], Hash, Now),
        [typeof(Func<byte[], List<Guid>?>)] = () => (Func<byte[], List<Guid>?>)(_ => [Id]),
        [typeof(FunnelRange)] = () => new FunnelRange(Now, Now),
        [typeof(KeptCall)] = () => new KeptCall { CallHash = Hash, BodyHash = Hash, Kind = MadeResourceKind.Retrieval, ResourceId = Id, ForgetAt = Now },
        [typeof(WebhookDelivery)] = () => new WebhookDelivery { Id = Id, BodyHash = Hash, BodySealed = Hash, ReceivedAt = Now },
        [typeof(WebhookSettlement)] = () => new WebhookSettlement(WebhookOutcome.Outdated, "GetAccountsDetail", Login, Now, ErasesAt: null) { Told = [Entry()] },
        [typeof(IReadOnlyList<TimelineEntry>)] = () => new[] { Entry(), Entry() },
        [typeof(bool)] = () => true,
        [typeof(NightlyVerdict)] = () => NightlyVerdict.Not(NightlyReason.BankAsks),
        [typeof(List<Guid>)] = () => new List<Guid> { Id },
        [typeof(byte[][])] = () => new[] { Hash, new byte[32] },
        [typeof(ConnectionId[])] = () => new[] { new ConnectionId(Id) },
        [typeof(DeletionId[])] = () => new[] { new DeletionId(Id) },
        [typeof(IReadOnlyList<MovedLogin>)] = () => new[] { new MovedLogin(Hash, new byte[32]) },
        [typeof(IReadOnlyList<RenewedRow<ConnectionId>>)] = () => new[] { new RenewedRow<ConnectionId>(new ConnectionId(Id), Hash, Hash) },
        [typeof(IReadOnlyList<RenewedRow<DeletionId>>)] = () => new[] { new RenewedRow<DeletionId>(new DeletionId(Id), Hash, Hash) },
        [typeof(IReadOnlyList<RenewedRow<RetrievalId>>)] = () => new[] { new RenewedRow<RetrievalId>(new RetrievalId(Id), Hash, Hash) },
        [typeof(LoginHashes)] = () => Login,
        [typeof(WebhookOutcome?)] = () => WebhookOutcome.Parked,
        [typeof(PagePlace<Guid>)] = () => new PagePlace<Guid>(Now, Id),
        [typeof(ClaimTerms)] = () => new ClaimTerms(CanProve: true, AlwaysProve: false, MaxPerUser: 50),
        [typeof(RetrievalPlan)] = () => new RetrievalPlan(Freshness.Live, new DataOptions()) { LastLive = Now },
        [typeof(Predicate<Connection>)] = () => (Predicate<Connection>)(_ => true),
        [typeof(Action<Connection>)] = () => (Action<Connection>)(connection => connection.State = ConnectionState.NeedsUser),
        [typeof(Func<ConnectSession, Ticket?>)] = () => (Func<ConnectSession, Ticket?>)(session =>
            new Ticket { Hash = Hash, UserKey = Hash, ConnectSessionId = session.Id, LoginSealed = Hash, ExpiresAt = Now }),
    };

    private static TimelineEntry Entry() => new()
    {
        Id = Guid.NewGuid(), ConnectionId = new ConnectionId(Id), At = Now, Kind = TimelineKinds.Call, Name = "Authorize", Detail = "{}",
    };

    public static object?[] ArgumentsOf(MethodInfo method) => [.. method.GetParameters().Select(parameter =>
        Values.TryGetValue(parameter.ParameterType, out var make) ? make() : throw new InvalidOperationException($"No made-up {parameter.ParameterType} for {method}."))];
}
