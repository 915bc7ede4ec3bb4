namespace Flinks.Bff.Resume;

/// <summary>The parameters that we add to a Flinks address, in this order; the signature closes the address.</summary>
public static class ResumeUrlParameters
{
    /// <summary>Until when the address works, in Unix seconds.</summary>
    public const string Expires = "bff_expires";

    /// <summary>Which key signed it.</summary>
    public const string KeyId = "bff_kid";

    public const string Signature = "bff_signature";
}
