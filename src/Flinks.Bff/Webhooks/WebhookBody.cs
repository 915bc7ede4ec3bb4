using System.Buffers;

namespace Flinks.Bff.Webhooks;

/// <summary>The bytes of a request, as they came.</summary>
internal static class WebhookBody
{
    private const int Piece = 64 * 1024;

    /// <returns>Null if there are more than allowed. What a caller declares is not believed: nothing is set aside for it.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long most, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await stream.ReadAsync(piece, cancellationToken) is > 0 and var read)
            {
                if (body.Length + read > most)
                {
                    return null;
                }

                body.Write(piece, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
