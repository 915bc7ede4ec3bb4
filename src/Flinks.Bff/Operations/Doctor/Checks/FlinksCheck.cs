using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether Flinks is there, and which of our keys it accepts: both are asked for at once, as one explains the other.</summary>
public sealed class FlinksCheck(FlinksProbe probe, IOptions<FlinksOptions> options) : IDoctorCheck
{
    private const string Reach = "flinks";
    private const string Customer = "flinks customer id";
    private const string Secret = "flinks secret key";
    private const string Api = "flinks api key";
    private const string Clock = "flinks clock";

    public IReadOnlyList<string> Names { get; } = [Reach, Customer, Secret, Api, Clock];

    public DoctorNeed Need => DoctorNeed.Nothing;

    public async Task<IReadOnlyList<Finding>> CheckAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var reception = await probe.AskAsync(cancellationToken);
        return [Reached(reception), CustomerId(reception), SecretKey(reception), ApiKey(reception), ClockSkew.Judge(Clock, "Flinks' clock", reception.ClockAhead)];
    }

    private static Finding Reached(FlinksReception reception) => reception switch
    {
        { SecretKey: KeyReception.Silence, ApiKey: KeyReception.Silence } => new(
            Reach, Verdict.Broken, "Flinks cannot be reached.", "Look at Flinks:Instance (or Flinks:ApiBaseUrl), at name resolution, and at what the network lets out."),
        { SecretKey: KeyReception.Outage or KeyReception.Silence } or { ApiKey: KeyReception.Outage or KeyReception.Silence } => new(
            Reach, Verdict.Broken, "Something answers for Flinks, but not Flinks itself.", "Wait, and look at Flinks' status page; calls are answered 503 meanwhile."),
        _ => new(Reach, Verdict.Ok, "Flinks answers."),
    };

    private static Finding CustomerId(FlinksReception reception) => reception switch
    {
        { SecretKey: KeyReception.NoSuchAddress } => new(
            Customer, Verdict.Broken, "There is nothing at the address that Flinks:CustomerId is part of.", "Compare Flinks:CustomerId and Flinks:Instance with what Flinks gave you; they belong together."),
        { SecretKey: KeyReception.Accepted } or { ApiKey: KeyReception.Accepted } => new(Customer, Verdict.Ok, "Flinks knows it."),
        { SecretKey: KeyReception.Refused } => new(
            Customer, Verdict.Unknown, "Flinks refuses every key; it may be that they belong to another customer id.", "Compare Flinks:CustomerId with what Flinks gave you."),
        _ => new(Customer, Verdict.Unknown, "Flinks did not say."),
    };

    private static Finding SecretKey(FlinksReception reception) => reception.SecretKey switch
    {
        KeyReception.Accepted => new(Secret, Verdict.Ok, "Flinks gave an authorize token for it."),
        KeyReception.Refused => new(Secret, Verdict.Broken, "Flinks refuses it: nobody can be connected or read.", "Set Flinks:SecretKey to the secret key of this customer id and instance."),
        _ => new(Secret, Verdict.Unknown, "Flinks did not say."),
    };

    private Finding ApiKey(FlinksReception reception) => (reception.ApiKey, IsSet: !string.IsNullOrEmpty(options.Value.ApiKey)) switch
    {
        (KeyReception.Accepted, true) => new(Api, Verdict.Ok, "Flinks does not object to it."),
        (KeyReception.Accepted, false) => new(Api, Verdict.Ok, "None is set, and Flinks asks for none."),
        (KeyReception.Refused, true) => new(Api, Verdict.Broken, "Flinks refuses it: nobody's data can be read.", "Set Flinks:ApiKey to the x-api-key of this customer id and instance."),
        (KeyReception.Refused, false) => new(Api, Verdict.Broken, "None is set, and Flinks asks for one: nobody's data can be read.", "Set Flinks:ApiKey."),
        _ => new(Api, Verdict.Unknown, "Flinks did not say."),
    };
}
