using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>
/// The registers of bits that the circuit will have, and what is known of their bits while the text is expanded.
/// </summary>
/// <param name="names">The names that stand in the text's outermost scope: no other register may be called so.</param>
internal sealed class BitMemory(SourceText source, InstructionSink sink, IReadOnlySet<string> names)
{
    private readonly List<BitStorage> storages = [];
    private readonly HashSet<string> taken = [.. names];
    private readonly Dictionary<(string Name, int Size), Stack<BitStorage>> free = [];
    private readonly List<BitVariable> lasting = [];
    private readonly Dictionary<BitStorage, string> origins = [];
    private long count;

    /// <summary>A variable of the outermost scope: its register keeps the name, and its bits are results.</summary>
    public BitVariable DeclareLasting(string name, QasmType type, bool isOutput, int offset)
    {
        var variable = new BitVariable(name, Add(name, type.Length, offset), type.IsScalar, sink.Branch, offset)
        {
            IsOutput = isOutput,
        };
        lasting.Add(variable);
        return variable;
    }

    /// <summary>A variable of an inner scope: its register may have served before, and may get another name.</summary>
    public BitVariable DeclarePassing(string name, QasmType type, int offset)
    {
        if (!free.TryGetValue((name, type.Length), out var stack) || !stack.TryPop(out var storage))
        {
            var unique = name;
            for (var i = 1; !taken.Add(unique); i++) unique = $"{name}_{i}";
            storage = Add(unique, type.Length, offset);
            origins[storage] = name;
        }

        return new BitVariable(name, storage, type.IsScalar, sink.Branch, offset);
    }

    /// <summary>Ends the life of such a variable.</summary>
    public void Release(BitVariable variable)
    {
        if (!origins.TryGetValue(variable.Storage, out var name)) return;
        var key = (name, variable.Storage.Size);
        if (!free.TryGetValue(key, out var stack)) free[key] = stack = [];
        stack.Push(variable.Storage);
    }

    /// <summary>Makes sure that a measurement may write these bits, and forgets what was known of them.</summary>
    public void Measured(ImmutableArray<BitPlace> places, int offset)
    {
        if (places.Any(place => place.Variable.Known is not null))
        {
            foreach (var group in places.GroupBy(place => place.Variable)) Forget(group.Key, group.Count(), offset);
        }

        foreach (var place in places) place.Variable.Storage.IsMeasured = true;
    }

    /// <summary>Gives known values to bits.</summary>
    public void Assign(ImmutableArray<BitPlace> places, BitString value, int offset)
    {
        var values = places.Select((place, i) => (place.Variable, place.Index, Value: value[i]));
        foreach (var group in values.GroupBy(place => place.Variable))
        {
            var variable = group.Key;
            var bits = new bool[variable.Storage.Size];
            if (variable.Branch != sink.Branch) throw source.Refused(offset, Refusals.RuntimeAssignment);
            if (variable.Known is null && variable.Storage.IsMeasured && group.Count() < bits.Length)
            {
                throw source.Refused(offset, Refusals.BitsWithValue);
            }

            for (var i = 0; i < bits.Length; i++) bits[i] = variable.Known is { } known && known[i];
            foreach (var place in group) bits[place.Index] = place.Value;
            variable.Known = BitString.FromBits(bits);
            variable.KnownSince = offset;
        }
    }

    /// <summary>The declarations, in the order of the text. Registers whose bits are known at the end are left out.</summary>
    public ImmutableArray<BitsInstruction> Declarations()
    {
        var known = lasting.Where(variable => variable.Known is { } bits && !IsUntouched(variable, bits)).ToArray();
        if (known.FirstOrDefault(variable => variable.Storage.IsMeasured || variable.IsOutput) is { } result)
        {
            throw source.Refused(result.KnownSince, Refusals.BitsWithValue);
        }

        HashSet<BitStorage> needless =
            [.. known.Select(variable => variable.Storage), .. origins.Keys.Where(storage => !storage.IsUsed)];
        var needed = storages.Where(storage => !needless.Contains(storage));
        return [.. needed.Select(storage => new BitsInstruction(storage.Name, storage.Size))];
    }

    /// <summary>Whether a measurement may replace all bits of the variable.</summary>
    public bool CanReplace(BitVariable variable) =>
        variable.Known is not { } known || variable.Branch == sink.Branch || IsUntouched(variable, known);

    private static bool IsUntouched(BitVariable variable, BitString known) =>
        known.PopCount() == 0 && !variable.Storage.IsMeasured;

    private void Forget(BitVariable variable, int measured, int offset)
    {
        if (variable.Known is not { } known) return;
        var replacesAll = variable.Branch == sink.Branch && measured == variable.Storage.Size;
        if (!replacesAll && !IsUntouched(variable, known)) throw source.Refused(offset, Refusals.MeasureOverValue);
        variable.Known = null;
    }

    private BitStorage Add(string name, int size, int offset)
    {
        count += size;
        if (count > source.Limits.RegisterElements)
        {
            throw source.Error(offset, $"A circuit has at most {source.Limits.RegisterElements:N0} bits");
        }
        var storage = new BitStorage(name, size);
        storages.Add(storage);
        return storage;
    }
}
