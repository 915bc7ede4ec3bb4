using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Flinks.Client.Tests.Refit;

/// <summary>What we rely on in Refit, whether it is the package or its stand-in.</summary>
public sealed class RefitClientTests : IDisposable
{
    private static readonly Guid ThingId = Guid.Parse("0A0B0C0D-1111-4222-8333-444455556666");

    private readonly Recorder _recorder = new();

    [Theory]
    [InlineData("https://flinks.test/v3/customer")]
    [InlineData("https://flinks.test/v3/customer/")]
    public async Task A_route_is_appended_to_the_path_of_the_base_address(string baseAddress)
    {
        using var response = await Api(baseAddress).PostNothingAsync(TestContext.Current.CancellationToken);

        Assert.Equal("https://flinks.test/v3/customer/Empty", _recorder.Address);
        Assert.Equal(HttpMethod.Post, _recorder.Method);
        Assert.Equal("", _recorder.Body);
    }

    [Fact]
    public async Task A_placeholder_takes_the_parameter_of_its_name()
    {
        using var response = await Api().GetByIdAsync(ThingId, TestContext.Current.CancellationToken);

        Assert.Equal("https://flinks.test/v3/Things/0a0b0c0d-1111-4222-8333-444455556666", _recorder.Address);
        Assert.Equal(HttpMethod.Get, _recorder.Method);
    }

    [Fact]
    public async Task A_placeholder_s_value_is_escaped()
    {
        using var response = await Api().GetByNameAsync("a b/c?d=é", TestContext.Current.CancellationToken);

        Assert.Equal("https://flinks.test/v3/Things/a%20b%2Fc%3Fd%3D%C3%A9/parts", _recorder.Address);
    }

    [Fact]
    public async Task Delete_is_sent_as_delete()
    {
        using var response = await Api().DeleteAsync(ThingId, TestContext.Current.CancellationToken);

        Assert.Equal(HttpMethod.Delete, _recorder.Method);
    }

    [Fact]
    public async Task A_body_is_json_by_the_settings()
    {
        using var response = await Api().PostAsync(new SampleThing("Anna", null), "yes", TestContext.Current.CancellationToken);

        Assert.Equal("""{"FullName":"Anna"}""", _recorder.Body);
        Assert.Equal("application/json", _recorder.ContentType);
    }

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData(null, null)]
    public async Task A_header_is_sent_unless_it_is_null(string? value, string? expected)
    {
        using var response = await Api().PostAsync(new SampleThing("Anna", "kind"), value, TestContext.Current.CancellationToken);

        Assert.Equal(expected, _recorder.Sample);
    }

    [Theory]
    [InlineData(HttpStatusCode.NonAuthoritativeInformation)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Every_status_comes_back_as_a_response(HttpStatusCode status)
    {
        _recorder.Status = status;

        using var response = await Api().GetByIdAsync(ThingId, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task The_body_is_left_to_the_caller_to_read()
    {
        _recorder.Content = new StreamContent(new EndlessStream());

        using var response = await Api().GetByIdAsync(ThingId, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_token_ends_the_call()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var failure = await Record.ExceptionAsync(() => Api().GetByIdAsync(ThingId, cancelled.Token));

        Assert.NotNull(failure);
        Assert.Contains(Chain(failure), exception => exception is OperationCanceledException);
    }

    [Fact]
    public async Task A_registered_client_uses_the_named_http_client()
    {
        var services = new ServiceCollection();
        services.AddRefitClient<ISampleApi>(Settings(), "sample")
            .ConfigureHttpClient(client => client.BaseAddress = new Uri("https://registered.test/root"))
            .ConfigurePrimaryHttpMessageHandler(() => _recorder);
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<ISampleApi>().PostNothingAsync(TestContext.Current.CancellationToken);

        Assert.Equal("https://registered.test/root/Empty", _recorder.Address);
    }

    public void Dispose() => _recorder.Dispose();

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    private ISampleApi Api(string baseAddress = "https://flinks.test/v3") =>
        RestService.For<ISampleApi>(new HttpClient(_recorder, disposeHandler: false) { BaseAddress = new Uri(baseAddress) }, Settings());

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(
        new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }));

    private sealed class Recorder : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public HttpContent? Content { get; set; }

        public HttpMethod? Method { get; private set; }

        public string? Address { get; private set; }

        public string? Body { get; private set; }

        public string? ContentType { get; private set; }

        public string? Sample { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Method = request.Method;
            Address = request.RequestUri?.AbsoluteUri;
            Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            ContentType = request.Content?.Headers.ContentType?.MediaType;
            Sample = request.Headers.TryGetValues("x-sample", out var values) ? values.Single() : null;
            return new HttpResponseMessage(Status) { Content = Content ?? new ByteArrayContent([]) };
        }
    }

    /// <summary>A body that never comes.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
