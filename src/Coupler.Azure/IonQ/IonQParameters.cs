using System.Text.Json;
using Coupler.Azure.Wire;

namespace Coupler.Azure.IonQ;

/// <summary>Settings of IonQ's targets: "IonQ provider" in Azure Quantum's documentation.</summary>
public sealed record IonQParameters : AzureParameters
{
    /// <summary>
    /// Debiasing, IonQ's error mitigation: on hardware only, and at a higher price. Default null: as the target has it.
    /// </summary>
    public bool? Debias { get; init; }

    /// <summary>The noise that the simulator imitates, by the machine it is of: <c>aria-1</c>. Default null: none.</summary>
    public string? NoiseModel { get; init; }

    /// <summary>The seed of the noise. Default null: the service draws one.</summary>
    public int? NoiseSeed { get; init; }

    /// <summary>
    /// Whether the gates are run as they are written, and must be native ones: gpi, gpi2, ms, zz. Default false: IonQ compiles.
    /// </summary>
    public bool Native { get; init; }

    internal override JsonElement ToInputParams() => JsonSerializer.SerializeToElement(
        new IonQInput
        {
            ErrorMitigation = Debias is { } debias ? new(debias) : null,
            Noise = NoiseModel is { } model ? new(model, NoiseSeed) : null,
            GateSet = Native ? IonQInput.NativeGates : null,
        },
        IonQJson.Default.IonQInput);

    internal static bool IsNative(JobOptions options) => Read(options)?.GateSet == IonQInput.NativeGates;

    internal static bool IsNoisy(JobOptions options) => Read(options)?.Noise is { Model: not "ideal" };

    internal override void Validate()
    {
        if (NoiseSeed is not null && NoiseModel is null)
        {
            throw new ArgumentException($"{nameof(NoiseSeed)} needs a {nameof(NoiseModel)}.");
        }
    }

    private static IonQInput? Read(JobOptions options) =>
        JobSettings.Of(options).InputParams?.Deserialize(IonQJson.Default.IonQInput);
}
