using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Flinks.Client;

/// <summary>Reads the few members around a webhook's data; the data themselves only if they are accounts.</summary>
internal static class WebhookReader
{
    private static readonly FlinksWebhook Unreadable = new(WebhookType.Other, new WebhookContent.Unknown());

    public static FlinksWebhook Read(ReadOnlyMemory<byte> body)
    {
        var json = Utf8Bom.Skip(body);
        if (!Utf8.IsValid(json.Span))
        {
            return Unreadable;
        }

        try
        {
            var envelope = ReadEnvelope(json.Span);
            return new FlinksWebhook(envelope.Type, ContentOf(envelope, json))
            {
                LoginId = envelope.LoginId is { } loginId ? new LoginId(loginId) : null,
                RequestId = envelope.RequestId is { } requestId ? new RequestId(requestId) : null,
                LastRefresh = envelope.LastRefresh,
            };
        }
        catch (JsonException)
        {
            // No JSON, or nested deeper than any webhook is.
            return Unreadable;
        }
    }

    private static WebhookContent ContentOf(Envelope envelope, ReadOnlyMemory<byte> json) => envelope switch
    {
        { Type: WebhookType.Kyc } => new WebhookContent.Partial(),
        { Type: WebhookType.Other, HasType: true } => new WebhookContent.Unknown(),
        { SaysOtherwise: true } => FailureOf(json),
        { Type: WebhookType.AccountsDetail } when AccountsPayload.TryRead(json) is { SaysOtherwise: false } payload => new WebhookContent.Accounts(payload),
        _ => new WebhookContent.Unknown(),
    };

    /// <summary>The body of a failure is undocumented: it is read as the answer that the same call of ours would have had.</summary>
    private static WebhookContent FailureOf(ReadOnlyMemory<byte> json)
    {
        var outcome = ReplyOutcome.Of(FlinksCall.Collect, FlinksReply.Read(HttpStatusCode.OK, json, retryAfter: null));
        return outcome is FlinksOutcome.Pending ? new WebhookContent.Partial() : new WebhookContent.Failure(outcome);
    }

    private static Envelope ReadEnvelope(ReadOnlySpan<byte> json)
    {
        var envelope = new Envelope();
        var reader = new PayloadReader(json);
        reader.Read();
        if (!reader.EnterObject())
        {
            return envelope;
        }

        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case var _ when Ascii.EqualsIgnoreCase(name, "ResponseType"u8):
                    envelope.TakeType(reader.ShortText());
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "HttpStatusCode"u8):
                    envelope.Status = reader.Integer();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "FlinksCode"u8):
                    envelope.Code = reader.ShortText();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "RequestId"u8):
                    envelope.RequestId = reader.Id();
                    break;
                case var _ when Ascii.EqualsIgnoreCase(name, "Login"u8):
                    ReadLogin(ref reader, envelope);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Anything behind the object makes it no JSON.
        reader.Read();
        return envelope;
    }

    private static void ReadLogin(ref PayloadReader reader, Envelope envelope)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextMember(out var name))
        {
            if (Ascii.EqualsIgnoreCase(name, "Id"u8))
            {
                envelope.LoginId = reader.Id();
            }
            else if (Ascii.EqualsIgnoreCase(name, "LastRefresh"u8))
            {
                envelope.LastRefresh = reader.Instant();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private sealed class Envelope
    {
        public WebhookType Type { get; private set; }

        public bool HasType { get; private set; }

        public int? Status { get; set; }

        public string? Code { get; set; }

        public Guid? LoginId { get; set; }

        public Guid? RequestId { get; set; }

        public DateTimeOffset? LastRefresh { get; set; }

        /// <summary>It is no success: it names another status, or a code.</summary>
        public bool SaysOtherwise => Status is not (null or (int)HttpStatusCode.OK) || FlinksCodes.MeaningOf(Code) != FlinksMeaning.Unknown;

        public void TakeType(string? text)
        {
            HasType = text is not null;
            Type = text switch
            {
                not null when text.Equals("GetAccountsDetail", StringComparison.OrdinalIgnoreCase) => WebhookType.AccountsDetail,
                not null when text.Equals("KYC", StringComparison.OrdinalIgnoreCase) => WebhookType.Kyc,
                _ => WebhookType.Other,
            };
        }
    }
}
