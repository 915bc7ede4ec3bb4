namespace Flinks.Simulator.Connect;

/// <summary>Reads what a page's form sends.</summary>
internal static class ConnectForm
{
    /// <summary>Null when it is no form, or a broken one.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
