namespace Flinks.Bff.Retrievals;

/// <summary>What is asked of the rows in more than one place.</summary>
public static class RetrievalQueries
{
    extension(IQueryable<Retrieval> rows)
    {
        /// <summary>Those whose step waits to be taken, and nobody is on it.</summary>
        public IQueryable<Retrieval> DueAt(DateTimeOffset now) =>
            rows.Where(row => row.NextStepAt <= now && (row.LeasedUntil == null || row.LeasedUntil < now));

        /// <summary>How many are open, by state; states that there are none in are left out.</summary>
        public IQueryable<OpenRetrievalCount> OpenByState() =>
            rows.Where(row => row.OpenFor != null).GroupBy(row => row.State).Select(group => new OpenRetrievalCount(group.Key, group.Count()));
    }
}

/// <summary>So many are open in one state.</summary>
public sealed record OpenRetrievalCount(RetrievalState State, int Count);
