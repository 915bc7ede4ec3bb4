using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flinks.Bff.Tests.Problems;

/// <summary>A clock on which the short pauses between the tries of one call are over at once, so that nobody has to move it for them.</summary>
internal sealed class HurriedClock(TimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Puts it before the clock that is registered.</summary>
    public static void Use(IServiceCollection services)
    {
        var plain = (TimeProvider)services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HurriedClock(plain)));
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime > TimeSpan.Zero && dueTime < Short && period == Timeout.InfiniteTimeSpan
            ? System.CreateTimer(callback, state, TimeSpan.Zero, period)
            : clock.CreateTimer(callback, state, dueTime, period);
}
