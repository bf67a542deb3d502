using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupler.Local.Spins;

/// <summary>
/// A state of a <see cref="DenseSystem"/>. Formula of a flip of spin i to sign s: fⱼ += s·2Jᵢⱼ for all j, a row of vectors; there
/// is no remainder, since rows are padded.
/// </summary>
internal sealed class DenseState(DenseSystem system) : IntegerState(system, system.Unit, system.Fields)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Flip(int spin)
    {
        Units -= 2L * Gain(spin);
        var sign = ~Signs[spin];
        Signs[spin] = sign;
        var signs = Vector256.Create(sign);
        ref var fields = ref MemoryMarshal.GetArrayDataReference(Fields);
        var (count, start) = ((nuint)Fields.Length, (nuint)spin * (nuint)Fields.Length);
        if (system.Narrow is not null)
        {
            ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(system.Narrow), start);
            for (nuint j = 0; j < count; j += Lanes)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref row, j));
                var weights = Vector256.Create(low, high);
                (Vector256.LoadUnsafe(ref fields, j) + ((weights ^ signs) - signs)).StoreUnsafe(ref fields, j);
            }
        }
        else
        {
            ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(system.Wide!), start);
            for (nuint j = 0; j < count; j += Lanes)
            {
                var weights = Vector256.LoadUnsafe(ref row, j);
                (Vector256.LoadUnsafe(ref fields, j) + ((weights ^ signs) - signs)).StoreUnsafe(ref fields, j);
            }
        }
    }

    protected override int TwiceWeight(int spin, int other)
    {
        var place = ((long)spin * Fields.Length) + other;
        return system.Narrow is not null ? system.Narrow[place] : system.Wide![place];
    }

    protected override long CouplingField(int spin)
    {
        var twice = 0L;
        for (var j = 0; j < system.Count; j++) twice += Signed(TwiceWeight(spin, j), Signs[j]);
        return twice / 2;
    }
}
