using System.Net.Http.Headers;
using System.Text;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;

namespace Flinks.Bff.Tests.OpenApi;

/// <summary>Whatever a client sends to whichever operation, it is told what is wrong, and it is never our fault.</summary>
public sealed class BadInputTests
{
    private const int TooLarge = 5 * 1024 * 1024;

    [Fact]
    public async Task A_body_that_is_no_object_is_400()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var body in BadBodies.NoObjects.Where(body => operation.TakesOnlyObjects || !BadBodies.AreMessages(body)))
            {
                var answer = await SendAsync(bff, operation, Json(body));

                IsInvalid(answer, operation, body, "body");
            }

        }
    }

    [Fact]
    public async Task Text_that_is_none_is_400_where_it_is_read()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var (member, body) in BadBodies.NoText(operation))
            {
                var answer = await SendAsync(bff, operation, new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } });

                IsInvalid(answer, operation, $"no text in {member}");
            }
        }
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_400_and_names_its_member()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var (member, body) in BadBodies.WrongMembers(operation))
            {
                IsInvalid(await SendAsync(bff, operation, Json(body)), operation, body, member);
            }
        }
    }

    [Fact]
    public async Task A_member_that_stands_twice_is_400()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var (member, body) in BadBodies.Duplicates(operation))
            {
                IsInvalid(await SendAsync(bff, operation, Json(body)), operation, body, member);
            }
        }
    }

    [Fact]
    public async Task No_value_of_any_member_is_a_fault_of_ours()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var body in BadBodies.AnyValues(operation))
            {
                var answer = await SendAsync(bff, operation, Json(body));

                Assert.True(answer.Status < 500, $"{operation.Name} answered {answer.Status} to {body}");
                Assert.DoesNotContain(new string('x', 100), answer.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_missing_body_is_400_unless_the_operation_can_do_without()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            var answer = await SendAsync(bff, operation, null);

            if (operation.BodyIsRequired)
            {
                IsInvalid(answer, operation, "no body", "body");
            }
            else
            {
                Assert.True(answer.Status is < 500 and not 400 and not 415, $"{operation.Name} answered {answer.Status} to no body.");
            }
        }
    }

    [Fact]
    public async Task A_body_of_another_type_is_415()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await WithBodyAsync(bff))
        {
            foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", "application/jsonp" })
            {
                var answer = await SendAsync(bff, operation, new StringContent("{}", MediaTypeHeaderValue.Parse(type)));

                Assert.True(answer.Status == 415, $"{operation.Name} answered {answer.Status} to {type}");
                ExpectedProblem.Of("unsupported_media_type").Meets(answer);
            }
        }
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_on_every_operation()
    {
        await using var bff = await BffHost.StartAsync(settings => settings["Webhooks:MaxBodyBytes"] = $"{TooLarge - 1}");

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => operation.Method != HttpMethod.Get))
        {
            var answer = await SendAsync(bff, operation, Json(new string(' ', TooLarge)));

            Assert.True(answer.Status == 413, $"{operation.Name} answered {answer.Status}.");
            ExpectedProblem.Of("payload_too_large").Meets(answer);
        }
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_have_is_405()
    {
        await using var bff = await BffHost.StartAsync();
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, new("BREW")];

        foreach (var path in (await Operation.ReadAllAsync(bff)).GroupBy(operation => operation.Path))
        {
            foreach (var method in methods.Except(path.Select(operation => operation.Method)))
            {
                var answer = await bff.As("alice", role: "admin").SendAsync(method, path.First().Anywhere(), null);

                Assert.True(answer.Status == 405, $"{method} {path.Key} answered {answer.Status}.");
                ExpectedProblem.Of("method_not_allowed").Meets(answer);
            }
        }
    }

    [Theory]
    [InlineData("not-a-guid")]
    [InlineData("0")]
    [InlineData("%F0%9F%8D%81")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("{51510000-0000-4000-8000-000000000001")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task What_is_no_id_of_anything_is_404(string id)
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => operation.PathMembers.Count > 0))
        {
            var answer = await bff.As("alice", role: "admin").SendAsync(operation.Method, operation.At(_ => id), Sample(operation));

            Assert.True(answer.Status == 404, $"{operation.Name} answered {answer.Status} to {id}.");
            ExpectedProblem.Of("not_found").Meets(answer);
        }
    }

    [Fact]
    public async Task A_long_id_is_404()
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => operation.PathMembers.Count > 0))
        {
            var answer = await bff.As("alice", role: "admin").SendAsync(operation.Method, operation.At(_ => new string('a', 4000)), Sample(operation));

            Assert.Equal((operation.Name, 404), (operation.Name, answer.Status));
        }
    }

    [Theory]
    [InlineData("Accept-Language", ";;;=,,,q=9")]
    [InlineData("Accept-Language", "fr;q=x, *;q=-1, zh-Hant-CN-x-private1-private2")]
    [InlineData("Accept", "application/xml")]
    [InlineData("Accept", "a/b/c;;")]
    [InlineData("Prefer", "wait=999999999999999999999")]
    [InlineData("Prefer", "wait=-1, wait, respond-async; wait=")]
    [InlineData("traceparent", "00-zz-zz-zz")]
    [InlineData("X-Forwarded-For", "not an address")]
    [InlineData("Range", "bytes=0-1")]
    [InlineData("If-None-Match", "*")]
    [InlineData("Cookie", "a=b; a=c")]
    [InlineData("Last-Event-ID", "no-number")]
    public async Task Odd_headers_do_no_harm(string name, string value)
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in await Operation.ReadAllAsync(bff))
        {
            foreach (var sent in new[] { value, value + new string('x', 20_000) })
            {
                var plain = await SendAsync(bff, operation, Sample(operation));
                var odd = await SendAsync(bff, operation, Sample(operation), (name, sent));

                Assert.Equal((operation.Name, plain.Status), (operation.Name, odd.Status));
            }
        }
    }

    [Theory]
    [InlineData("with a blank")]
    [InlineData("é")]
    [InlineData("two, keys ")]
    [InlineData(null)]
    public async Task A_malformed_idempotency_key_is_400_on_every_POST_of_a_user(string? key)
    {
        await using var bff = await BffHost.StartAsync();

        foreach (var operation in (await Operation.ReadAllAsync(bff)).Where(operation => operation.Method == HttpMethod.Post && operation.NeedsToken))
        {
            var answer = await SendAsync(bff, operation, Sample(operation), ("Idempotency-Key", key ?? new string('k', 256)));

            IsInvalid(answer, operation, $"key {key}", "Idempotency-Key");
        }
    }

    private static async Task<IReadOnlyList<Operation>> WithBodyAsync(BffHost bff)
    {
        var operations = (await Operation.ReadAllAsync(bff)).Where(operation => operation.Body is not null).ToList();
        Assert.NotEmpty(operations);
        return operations;
    }

    private static Task<BffAnswer> SendAsync(BffHost bff, Operation operation, HttpContent? content, params (string Name, string Value)[] headers) =>
        bff.As("alice", role: "admin").SendAsync(operation.Method, operation.Anywhere(), content, headers);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static StringContent? Sample(Operation operation) => operation.Body is { } schema ? Json($"{operation.Schemas.Sample(schema)}") : null;

    private static void IsInvalid(BffAnswer answer, Operation operation, string sent, string? member = null)
    {
        Assert.True(answer.Status == 400, $"{operation.Name} answered {answer.Status} to {sent}");
        ExpectedProblem.Of("validation_failed").Meets(answer);
        var named = answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).ToList();
        Assert.True(
            named.Count > 0 && (member is null || named.Exists(name => name == member || name.StartsWith($"{member}.", StringComparison.Ordinal) || name.StartsWith($"{member}[", StringComparison.Ordinal))),
            $"{operation.Name} named {string.Join(", ", named)} for {sent}");
    }
}
