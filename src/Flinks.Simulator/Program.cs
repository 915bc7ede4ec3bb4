using Flinks.Simulator;

SimulatorApp.Create(args).Run();
