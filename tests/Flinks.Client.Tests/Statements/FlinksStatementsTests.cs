using System.Net;
using System.Text;
using Flinks.Client.Tests.Replies;

namespace Flinks.Client.Tests.Statements;

public sealed class FlinksStatementsTests
{
    private static readonly StatementsWanted Wanted = new(StatementPeriod.Months3, [Guid.Parse("00000000-0000-4000-8000-000000004001")]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_question_is_asked_in_Flinks_words()
    {
        await using var flinks = new TestFlinks();
        flinks.Script.On("GetStatements", _ => ScriptedFlinks.Json(HttpStatusCode.OK, Samples.Text("statements-200")));

        await flinks.Statements.ListAsync(TestFlinks.RequestId, Wanted, Cancelled);

        Assert.Equal(
            """{"RequestId":"00000000-0000-4000-8000-000000002001","NumberOfStatements":"Months3","AccountsFilter":["00000000-0000-4000-8000-000000004001"]}""",
            Assert.Single(flinks.Script.Calls).Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task A_list_passes_the_documents_over_however_it_is_cut(int pieces)
    {
        var text = """
            {"HttpStatusCode":200,"Other":{"Base64Bytes":"x"},"StatementsByAccount":[
              {"AccountNumber":"0000001","Statements":[
                {"UniqueId":"a","FileType":"PDF","Base64Bytes":"JVBE\/\u002B=="},
                {"UniqueId":"b","FileType":"PDF","Base64Bytes":null},
                {"FileType":"PDF","Base64Bytes":"JVBE"}]},
              {"AccountNumber":2,"Statements":[]},
              {"AccountNumber":null,"Statements":[{"Base64Bytes" : "" , "UniqueId":"c"}]}],"RequestId":"x"}
            """;

        var outcome = await ListAsync(new SlowStream(Encoding.UTF8.GetBytes(text), pieces));

        var listed = Assert.IsType<FlinksOutcome.StatementsListed>(outcome).Statements;
        Assert.Equal([("0000001", "a"), ("0000001", "b"), (null, "c")], listed.Select(statement => (statement.AccountNumber, statement.UniqueId)));
    }

    [Theory]
    [InlineData("""{"HttpStatusCode":200}""")]
    [InlineData("""{"HttpStatusCode":200,"StatementsByAccount":[{"Statements":[{"UniqueId":"a","Base64Bytes":"JVBE""")]
    [InlineData("""{"HttpStatusCode":200,"StatementsByAccount":[""")]
    [InlineData("""{"HttpStatusCode":200,"StatementsByAccount":[{"AccountNumber":"\ud800"}]}""")]
    [InlineData("<html>Sorry</html>")]
    [InlineData("")]
    public async Task What_is_no_reply_with_statements_is_a_failure(string text)
    {
        var outcome = await ListAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal("Failed", outcome.Describe());
    }

    [Fact]
    public async Task A_text_without_end_is_a_failure()
    {
        var outcome = await ListAsync(new EndlessStream("{\"HttpStatusCode\":\"", 100 * 1024 * 1024));

        Assert.Equal("Failed", outcome.Describe());
    }

    [Fact]
    public async Task One_document_comes_piece_by_piece()
    {
        var pdf = Enumerable.Range(0, 100_001).Select(number => (byte)(number * 7)).ToArray();
        await using var flinks = Answering(() => new SlowStream(Encoding.UTF8.GetBytes(Reply(Convert.ToBase64String(pdf).Replace("+", "\\u002B", StringComparison.Ordinal))), 1000));

        var outcome = await flinks.Statements.OpenAsync(TestFlinks.RequestId, Wanted, statement => statement.UniqueId == "wanted", Cancelled);

        await using var document = Assert.IsType<FlinksOutcome.StatementOpened>(outcome).Document;
        Assert.Equal(("0000001", "wanted", "PDF"), (document.Statement.AccountNumber, document.Statement.UniqueId, document.Statement.FileType));
        Assert.Equal(pdf, await ReadAsync(document));
    }

    [Fact]
    public async Task Only_the_statement_that_is_meant_is_opened()
    {
        await using var flinks = Answering(() => new MemoryStream(Encoding.UTF8.GetBytes(Reply("JVBE"))));

        var outcome = await flinks.Statements.OpenAsync(TestFlinks.RequestId, Wanted, statement => statement.UniqueId == "unknown", Cancelled);

        Assert.IsType<FlinksOutcome.StatementMissing>(outcome);
    }

    [Theory]
    [InlineData("JVB")]
    [InlineData("J*BE")]
    [InlineData("JVBE\\n")]
    [InlineData("J\\u0100VBE")]
    public async Task A_document_that_is_no_base64_breaks_off(string base64)
    {
        await using var flinks = Answering(() => new MemoryStream(Encoding.UTF8.GetBytes(Reply(base64))));
        var outcome = await flinks.Statements.OpenAsync(TestFlinks.RequestId, Wanted, statement => statement.UniqueId == "wanted", Cancelled);
        await using var document = Assert.IsType<FlinksOutcome.StatementOpened>(outcome).Document;

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(document));
    }

    [Fact]
    public async Task A_long_document_is_held_a_few_pages_at_a_time()
    {
        const long Length = 64L * 1024 * 1024;
        await using var flinks = Answering(() => new EndlessStream(Beginning, Length));
        var outcome = await flinks.Statements.OpenAsync(TestFlinks.RequestId, Wanted, statement => statement.UniqueId == "wanted", Cancelled);
        await using var document = Assert.IsType<FlinksOutcome.StatementOpened>(outcome).Document;

        var before = GC.GetAllocatedBytesForCurrentThread();
        long read = 0;
        while (read < Length / 2)
        {
            // The stream answers at once, so that all of it runs on this thread.
            var piece = document.ReadAsync(Cancelled);
            Assert.True(piece.IsCompletedSuccessfully);
            read += (await piece).Length;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Length / 8);
    }

    [Fact]
    public async Task Flinks_that_breaks_off_is_unavailable_to_a_list()
    {
        var outcome = await ListAsync(new SlowStream(Encoding.UTF8.GetBytes(Reply("JVBE"))[..60], 10, breaks: true));

        Assert.Equal("Unavailable", outcome.GetType().Name);
    }

    private const string Beginning = "{\"HttpStatusCode\":200,\"StatementsByAccount\":[{\"AccountNumber\":\"0000001\",\"Statements\":[{\"UniqueId\":\"wanted\",\"Base64Bytes\":\"";

    private static string Reply(string base64) => $$"""
        {"HttpStatusCode":200,"StatementsByAccount":[{"AccountNumber":"0000001","Statements":[
          {"UniqueId":"other","FileType":"PDF","Base64Bytes":"AAAA"},
          {"UniqueId":"wanted","FileType":"PDF","Base64Bytes":"{{base64}}"}]}]}
        """;

    private static async Task<FlinksOutcome> ListAsync(Stream body)
    {
        await using var flinks = Answering(() => body);
        return await flinks.Statements.ListAsync(TestFlinks.RequestId, Wanted, Cancelled);
    }

    private static TestFlinks Answering(Func<Stream> body)
    {
        var flinks = new TestFlinks();
        flinks.Script.On("GetStatements", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body()) });
        return flinks;
    }

    private static async Task<byte[]> ReadAsync(StatementDocument document)
    {
        using var whole = new MemoryStream();
        while (await document.ReadAsync(Cancelled) is { IsEmpty: false } piece)
        {
            whole.Write(piece.Span);
        }

        return whole.ToArray();
    }
}
