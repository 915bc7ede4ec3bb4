using System.Text.Json;

namespace Flinks.Client;

/// <summary>The usable challenges of a reply (flinks/api.md 5.4).</summary>
internal sealed record ReplyChallenges(IReadOnlyList<Challenge> Usable, bool IsTooLarge)
{
    /// <summary>Of pictures in one reply, in base64 characters: 2 MiB of images. More cannot be meant for a person's screen.</summary>
    public const int MaxImageCharacters = 2 * 1024 * 1024 / 3 * 4;

    private const string ImageSelection = "ImageSelection";

    public static readonly ReplyChallenges None = new([], IsTooLarge: false);

    public static ReplyChallenges Read(JsonElement? challenges)
    {
        if (challenges is not { ValueKind: JsonValueKind.Array } array)
        {
            return None;
        }

        var usable = array.EnumerateArray().Select(UsableOrNull).OfType<Challenge>().ToList();
        var imageCharacters = usable.Sum(challenge => challenge.Images.Sum(image => (long)image.Length));

        return new ReplyChallenges(usable, imageCharacters > MaxImageCharacters);
    }

    // Without a prompt there is no key to answer under, but the bank does ask: the widget knows what.
    private static Challenge? UsableOrNull(JsonElement challenge)
    {
        if (challenge.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var prompt = challenge.Member("Prompt")?.Text() ?? "";
        var type = challenge.Member("Type")?.Text() is { Length: > 0 } named ? named : "QuestionAndAnswer";
        var iterables = challenge.Member("Iterables") is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(item => item.Text()).OfType<string>().ToList()
            : [];

        return type == ImageSelection ? new Challenge(prompt, type, [], iterables) : new Challenge(prompt, type, iterables, []);
    }
}
