using Flinks.Bff.Platform.Settings;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Wrong settings have stopped the start before this; left are those that are allowed and seldom meant.</summary>
public sealed class SettingsWarningsCheck(SettingsWarnings settings) : DoctorCheck("settings", DoctorNeed.Nothing)
{
    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var warnings = settings.Find().ToList();
        return Task.FromResult(warnings.Count == 0
            ? Ok("Every setting is there and makes sense.")
            : Warning($"{string.Join("; ", warnings)}.", "Change them, unless they are meant."));
    }
}
