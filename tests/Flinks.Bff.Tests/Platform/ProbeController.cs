#pragma warning disable CA1822 // An action of MVC cannot be static.
using FluentValidation;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Flinks.Bff.Tests.Platform;

/// <summary>Routes that only tests know.</summary>
[ApiController]
[Route("api/v1/probe")]
public sealed class ProbeController : ControllerBase
{
    [HttpGet]
    public string Get() => Convert.ToHexString(User.Key().ToBytes());

    [HttpGet("{connectionId}")]
    public ConnectionId One(ConnectionId connectionId) => connectionId;

    [HttpGet("search")]
    public int Search([FromQuery] int pageSize) => pageSize;

    [HttpGet("fault")]
    public IActionResult Fault() => throw new InvalidOperationException("Nobody foresaw this.");

    [HttpGet("away")]
    public IActionResult Away() => throw new RetryLimitExceededException("Nobody was there.", new TimeoutException());

    [HttpGet("cutoff")]
    public IActionResult CutOff() => throw new DbUpdateException("Nothing was saved.", new NpgsqlException("The connection broke.", new IOException()));

    [HttpGet("refusal/{code}")]
    public ProblemResult Refuse(string code, ConnectionId? connection, RetrievalId? retrieval, int? status) =>
        new(new Refusal(code) { ConnectionId = connection, RetrievalId = retrieval, Status = status, FlinksCode = "CARD_IN_USE" });

    [HttpPost]
    public ProbeRequest Post(ProbeRequest request) => request;

    [HttpPost("optional")]
    public bool Optional([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ProbeRequest? request) => request is null;

    [HttpPost("large")]
    [RequestSizeLimit(4 * 1024 * 1024)]
    public ProbeRequest Large(ProbeRequest request) => request;

    [AllowAnonymous]
    [HttpPost("open")]
    public string Open() => "open";
}

[ApiController]
[Route("api/v1/admin/probe")]
public sealed class AdminProbeController : ControllerBase
{
    [HttpGet]
    public string Get() => "operators only";
}

public sealed record ProbeRequest
{
    public required Guid LoginId { get; init; }

    public ProbeFreshness Freshness { get; init; }

    public ProbeOptions? Options { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers { get; init; }

    public string? Note { get; init; }
}

public sealed record ProbeOptions
{
    public int DaysOfTransactions { get; init; } = 90;

    public IReadOnlyList<Guid>? AccountIds { get; init; }
}

public enum ProbeFreshness
{
    Auto,
    Live,
}

public sealed class ProbeRequestValidator : AbstractValidator<ProbeRequest>
{
    public ProbeRequestValidator()
    {
        RuleFor(request => request.Options!.DaysOfTransactions).Must(days => days is 90 or 365).When(request => request.Options is not null);
        RuleFor(request => request.Note).MaximumLength(100).Matches("^[a-z]*$").WithMessage("Is not plain: {PropertyValue}");
    }
}
