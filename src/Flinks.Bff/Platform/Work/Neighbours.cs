using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Work;

/// <summary>
/// Whether other instances live on the same database. One that is alone may guard in its own memory what several have to settle in the
/// database. "Alone" is believed for a moment only, and whoever comes new waits that long before it counts on having been noticed: so
/// there is no moment in which one thinks it is alone while another one works.
/// </summary>
public sealed partial class Neighbours(InstanceStore store, IOptions<DatabaseOptions> database, TimeProvider time, ILogger<Neighbours> logger)
    : BackgroundService
{
    /// <summary>Within this after it came, every other instance knows of a new one, and what they began before has ended or is written.</summary>
    public static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(5);

    /// <summary>Who was silent for so long is taken for dead.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    /// <summary>What was seen is believed for so long. Less than <see cref="NoticedWithin"/>, by what a read takes that nobody has written yet.</summary>
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(3);

    /// <summary>Silent ourselves for so long, we may soon be taken for dead: from then on we are new.</summary>
    private static readonly TimeSpan Forgotten = SilentFor / 2;

    private readonly Guid _id = Guid.NewGuid();
    // Not disposed of: a look may still be under way in a host that is taken down without being stopped, and it holds nothing of the system's.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool _isShared = database.Value.Provider != DatabaseProvider.Sqlite;
    private volatile Sight? _sight;
    private Moment? _saidAt;
    private Moment _cameAt;

    /// <summary>Not known to be alone.</summary>
    public bool MayBeThere => _isShared && (_sight is not { AreOthers: false } sight || sight.At.Passed(time) >= BelievedFor);

    /// <summary>Whether there are any. If so, they know of us by the time that this answers.</summary>
    public async ValueTask<bool> AreThereAsync(CancellationToken cancellationToken)
    {
        if (!_isShared)
        {
            return false;
        }

        if (_sight is not { } sight || sight.At.Passed(time) >= BelievedFor)
        {
            sight = await LookAsync(cancellationToken);
        }

        if (sight.AreOthers && NoticedWithin - sight.CameAt.Passed(time) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        return sight.AreOthers;
    }

    /// <summary>Says that we live, if it is time to, and looks for others.</summary>
    public async Task<Sight> LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = Moment.Now(time);
            await SayAsync(now, cancellationToken);
            return _sight = new Sight(await store.AreOthersAsync(_id, now.At - SilentFor, cancellationToken), now, _cameAt);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Before the server takes calls.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isShared)
        {
            await LookAsync(cancellationToken);
            await base.StartAsync(cancellationToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_isShared)
        {
            await LeaveAsync(cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        EverySecond.LookAsync(new GuardedLook(LookAsync, fault => Log.Blind(logger, DatabaseFault.Kind(fault))), time, stoppingToken);

    private async Task SayAsync(Moment now, CancellationToken cancellationToken)
    {
        var silentFor = _saidAt?.Passed(time);
        if (silentFor < SayEvery)
        {
            return;
        }

        await store.SayAsync(_id, now.At, cancellationToken);
        _saidAt = now;
        if (silentFor is null || silentFor >= Forgotten)
        {
            _cameAt = Moment.Now(time);
        }
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.LeaveAsync(_id, cancellationToken);
        }
        catch (Exception exception) when (DatabaseFault.Is(exception) || exception is OperationCanceledException)
        {
            // The others find out by our silence.
        }
    }

    /// <summary>What was seen.</summary>
    /// <param name="At">When the look began.</param>
    /// <param name="CameAt">Since when the others can know of us.</param>
    public sealed record Sight(bool AreOthers, Moment At, Moment CameAt);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database could not be asked for other instances ({Failure}); asked again every second.")]
        public static partial void Blind(ILogger logger, string failure);
    }
}
