namespace Flinks.Bff.Platform.Work;

/// <summary>Erases what has had its time. Each feature sweeps its own tables.</summary>
public interface ISweep
{
    Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
