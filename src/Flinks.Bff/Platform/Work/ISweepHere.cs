namespace Flinks.Bff.Platform.Work;

/// <summary>What lies in the memory of an instance: each sweeps its own, while the tables are swept by one for all.</summary>
public interface ISweepHere : ISweep;
