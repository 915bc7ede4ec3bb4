using FluentValidation;

namespace Flinks.Bff.Retrievals;

/// <summary>The person's answers to the bank. Never stored, never logged.</summary>
public sealed class MfaAnswers
{
    /// <summary>Required. Every `prompt` that was asked, byte for byte, with its answers: one for a question, a choice or a picture, several where several may be chosen.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers { get; init; }
}

public sealed class MfaAnswersValidator : AbstractValidator<MfaAnswers>
{
    public MfaAnswersValidator() =>
        RuleFor(request => request.Answers)
            .NotEmpty().WithMessage("Is required.")
            .Must(answers => answers is null || answers.Values.All(given => given is { Count: > 0 } && given.All(answer => !string.IsNullOrEmpty(answer))))
            .WithMessage("Every question needs at least one answer that is not empty.");
}
