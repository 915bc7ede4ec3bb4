using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Retrievals;

/// <summary>Waits for a connection's open retrieval, for those who would have to share its login with it.</summary>
public sealed class OpenRetrievals(RetrievalSignals signals, DueRetrievals due)
{
    /// <summary>Returns when none is open, the open one waits for the person, or the patience is over.</summary>
    /// <returns>The one that is still open; null if there is none.</returns>
    public async Task<Retrieval?> WhenEndedAsync(ConnectionId connection, CancellationToken patience, CancellationToken cancellationToken)
    {
        while (await due.FindOpenAsync(connection, cancellationToken) is { } open)
        {
            using var listener = signals.Listen(open.Id, takesData: false);
            // What moved before there was an ear for it is seen by looking again.
            if (await due.FindOpenAsync(connection, cancellationToken) is not { } still || still.Id != open.Id)
            {
                continue;
            }

            try
            {
                while (still.IsOpen && still.State != RetrievalState.MfaRequired)
                {
                    still = (await listener.NextAsync(patience)).Retrieval;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return still;
            }

            if (still.IsOpen)
            {
                return still;
            }
        }

        return null;
    }
}
