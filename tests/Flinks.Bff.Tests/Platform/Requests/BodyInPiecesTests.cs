using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Flinks.Bff.Platform.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Tests.Platform.Requests;

/// <summary>A body comes in pieces, and nobody chooses where they part.</summary>
public sealed class BodyInPiecesTests
{
    [Theory]
    [InlineData("""{"loginId":nul""")]
    [InlineData("""{"loginId":nulx}""")]
    [InlineData("""{"loginId":t""")]
    [InlineData("""{"loginId":"0d4b""")]
    [InlineData("""{"loginId":-""")]
    [InlineData("""{"loginId":""")]
    public async Task What_is_no_JSON_is_refused_wherever_the_pieces_part(string body)
    {
        for (var first = 0; first <= body.Length; first++)
        {
            var read = await ReadAsync(body[..first], body[first..], "");

            Assert.True(read.HasError, $"{body[..first]} and {body[first..]} were not refused.");
        }
    }

    [Fact]
    public async Task What_is_JSON_is_read_wherever_the_pieces_part()
    {
        const string body = """{"loginId":"0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d","note":null}""";

        for (var first = 0; first <= body.Length; first++)
        {
            var read = await ReadAsync(body[..first], body[first..], "");

            Assert.Equal(Guid.Parse("0d4b9a55-9b9c-4a7e-8b56-1f2f3a4b5c6d"), Assert.IsType<ProbeRequest>(read.Model).LoginId);
        }
    }

    private static Task<InputFormatterResult> ReadAsync(params string[] pieces)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IRequestBodyPipeFeature>(new Body(PipeReader.Create(Piece.Chain(pieces))));
        var asked = new EmptyModelMetadataProvider().GetMetadataForType(typeof(ProbeRequest));
        return new JsonBodyFormatter().ReadRequestBodyAsync(new InputFormatterContext(http, "", new ModelStateDictionary(), asked, (stream, encoding) => new StreamReader(stream, encoding)));
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Chain(string[] texts)
        {
            var first = new Piece { Memory = Encoding.UTF8.GetBytes(texts[0]) };
            var last = texts.Skip(1).Aggregate(first, (before, text) => before.Then(text));
            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }

        private Piece Then(string text)
        {
            var piece = new Piece { Memory = Encoding.UTF8.GetBytes(text), RunningIndex = RunningIndex + Memory.Length };
            Next = piece;
            return piece;
        }
    }
}
