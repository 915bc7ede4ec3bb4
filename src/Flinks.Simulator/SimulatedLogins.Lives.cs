using Flinks.Simulator.Accounts;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator;

/// <summary>The logins whose accounts have lived for years: pay days, rent, bills, groceries, a card that is paid off.</summary>
public static partial class SimulatedLogins
{
    public static LoginScenario Student { get; } = new()
    {
        LoginId = Id(62),
        Name = "Student",
        Username = "sim_student",
        Sentence = "Lets in at once; a student's year: a part-time job, a grant, a room, a pass for the bus.",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Student,
    };

    public static LoginScenario Family { get; } = new()
    {
        LoginId = Id(63),
        Name = "Family",
        Username = "sim_family",
        Sentence = "Lets in at once; a family's year: two pays, a mortgage, daycare, a car, a busy card.",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Family,
    };

    public static LoginScenario Freelancer { get; } = new()
    {
        LoginId = Id(64),
        Name = "Freelancer",
        Username = "sim_freelancer",
        Sentence = "Lets in at once; a freelancer's year: invoices that are paid or not, rent, tax instalments.",
        PollsBeforeReady = 0,
        Accounts = AccountsProfile.Freelancer,
    };
}
