"""
Words that are plainly no name of an enterprise, though they follow "công ty" or "siêu thị": "mùi gas", "phá sản".

Words of everyday speech, and syllables that the messages written for the reader hardly ever write with a capital.
"""

# Without accents
FOLDED_WORDS = """
a ac ad ae ai amoniac an anh ao ap app axit bam ban bang banh bao bat be ben bep bh bhxh bi bia biet bieu bim bit bo
boc boi bon bop bot bu bua bun bung buoc buong buyt bv ca cac cach cai cam can cap cat cccd cd cha chac chan chang
chanh chao chat chay che chenh chet chi chia chiec chieu chiu cho choa chon chong chot chu chua chuc chui chung chuoi
chuong chuot chup chut chuyen clip cn co coi com con cong container cot cp cty cu cua cui cung cuoc cuoi cuon cup cuu
da dai dam dang dap dat dau day dc de dem den deo dep deu di dia dich diec dieu dip dk do doa doc doi don dong dot dt
du dua dui dum dung duoc duoi duong dut e em ep ga gac gan gao gap gas gat gay ghe ghep ghi gi gia giai giam gian giat
giay gio gioi giu giua gium giuong giup gmail goc goi gop guc gui guong haha hai ham han hang hap hay hd he hem heo
het hi hiem hien hinh hit ho hoac hoat hoc hoi hok hom hop hr hu hua hut huy huyet ib im inbox it j k ke kem keo kep
ket keu kg khac khach khai kham khan khao khau khay khen khi khieng khieu kho khoa khoan khoang khoc khoe khoi khong
khop khung khuon khuya khuyet ki kia kiem kin kip km ko ky la lai lam lan lau lay le lech len lenh lich like link lit
lo loa loai logo loi lon lop lot luat luc lui lung luoc luon luong luot ma mang mao mat may me mem meo met mi mien
mieng minh mn mo moi mom mot mua muc mung muon mut nam nan nao nap nay ne nem nen neu ng ngam ngang nganh ngap ngay
nghen ngheo nghi nghiep nghin ngoai ngoi ngon ngu ngua nguc ngung nguoc nguoi nguon nha nham nhan nhang nhap nhau nhay
nhe nhet nhich nhiem nhiet nhieu nhin nho nhoc nhom nhu nhuc nhung nhuom nhuong ni nien nit no noc noi non nop nua
nuoc nuoi nut nv o oc oi om on ong online phai phan phao phat phe phep phi phia phien phieu phim phoi photo phu phut
pin qua quanh quat quay quen quet qui quy quyet r ra rac ram ran rang ranh rat re reo rieng riet roi ru rua run ruoc
ruoi ruot ruou rut sa sach san sao sap sat sau say sdt se sep ship shop sieu size sn so soan soang soat som sot stk su
sua suat suc suot suy sx ta tac tach tai tang tao tat taxi te tem ten tet tha thang that thau thay the them theo thi
thiet thieu thit thoi thon thu thua thuat thuc thue thui thung thuoc thuong tia tiec tiem tien tieng tieu tim ting
tinh tip tivi tk tnhh to toa toc toi toilet top tot tr tra trach trai trang tranh trao tren treo tri trieu tro troi
tron trong tru trua truoc truot truy truyen tu tuc tui tung tuoi tut tuyen ty ui ung uoc uong uot uu uy v va vac vach
van vao vat vay ve vet vi video viec viem vieng vn vo voi von vs vua vuc vung vuon vuot web wifi xa xach xai xam xang
xau xay xe xem xep xet xich xin xiu xoa xoay xoi xom xong xu xua xuat xuc xung xuoi xuong y yeu z
"""
# Those whose fold is part of names, too
ACCENTED_WORDS = """
buồn buổi bày bác bây bênh bóng bả bầu bầy bậc bậy bịch bịnh bỏng bổng bụi cháu chén chơi chấm chậm chối cáo câu cây
căng cạnh cạo cấu cẩu cọc cục dán dân dính dạo dẫn dặn dục giấu giếng giống gánh gõ găng gạch gầm gồm gỡ hiệu huyện
hát hôn hông hơn hưu hả hẹn hỏng hồn hổng kiểu kiện liền liệu luận lãnh lì lòng lạnh lật lắp lọc lừa lửa màn màu máu
mãi móc móng mũi mươi mần mẫu mắc mặc mỏng mủ nghiệm nghề nguyện ngàn ngó ngõ ngăn ngại ngất ngắn ngắt ngờ nhánh nhắc
nhốt niêm nâng nóng nạ nại nấu nặng nồng phá phòng phó phúng phường phẩm phỏng phục quán quê quăng quản quần quận rách
rõ rỉ rụng sàng sạc sỏi sống thoại tháo thâm thăm thải thấm thấp thẩm thận thở thợ trúng trăm trưởng trẻ trễ trộm
trứng trực tuất tuần tông tạm tạp tầm tận tắm tịch tốn viên viết viện vuông vài vòng vắng vịt vụ xô âm điểm đàn đánh
đáo đính ấm ấy ầm
"""
FOLDED, ACCENTED = frozenset(FOLDED_WORDS.split()), frozenset(ACCENTED_WORDS.split())


def is_ordinary(word: str, folded: str) -> bool:
    """Whether a word, in small letters as it is written and without accents, is no part of a name."""
    return len(word) == 1 or folded in FOLDED or word in ACCENTED
