using Flinks.Bff.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Retrievals;

/// <summary>The clock of a process that can be stopped: time goes on, but none of its timers fires before it is woken.</summary>
public sealed class StoppableClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Action> _missed = [];
    private bool _isStopped;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Every instance that is started has one of its own.</summary>
    public static Task<BffHost> StartHostAsync(Action<Dictionary<string, string?>>? settings = null) =>
        BffHost.StartAsync(settings, services =>
        {
            var clock = services.Last(service => service.ServiceType == typeof(TimeProvider));
            services.AddSingleton<TimeProvider>(new StoppableClock((TimeProvider)clock.ImplementationInstance!));
        });

    public static StoppableClock Of(BffHost bff) => (StoppableClock)bff.Services.GetRequiredService<TimeProvider>();

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
        }
    }

    public void Wake()
    {
        List<Action> missed;
        lock (_gate)
        {
            _isStopped = false;
            missed = [.. _missed];
            _missed.Clear();
        }

        missed.ForEach(fire => fire());
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(told => Fire(() => callback(told)), state, dueTime, period);

    private void Fire(Action timer)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                _missed.Add(timer);
                return;
            }
        }

        timer();
    }
}
