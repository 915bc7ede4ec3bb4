using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Bff.Tests.Rules;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Files of this repository that say what the product answers: compared, or written anew where <c>FLINKSBFF_RECORD</c> is set.</summary>
internal static class Kept
{
    public const string Command = ".ci/record";

    private const string Variable = "FLINKSBFF_RECORD";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsRecording => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    public static string Write(JsonNode node) => node.ToJsonString(Readable) + "\n";

    public static string PathOf(string name) => Path.Combine(SourceTree.Root, "src", "Flinks.Bff", name);

    /// <summary>Fails with what differs, or writes the file.</summary>
    public static void Is(string name, string now)
    {
        var file = PathOf(name);
        if (IsRecording)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, now);
            return;
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(kept == now, kept == now ? "" : $"src/Flinks.Bff/{name} is no longer true. To accept the change run {Command}.\n{TextDiff.Of(kept, now)}");
    }
}
