"""Draws synthetic documents for measuring OCR: no real person, card or company is shown.

    python3 Benchmarks/cards.py OUT [--count 10] [--seed 1] [--kinds id-front,…] [--conditions clean,blur,…]

Writes OUT/*.png|jpg and OUT/labels.jsonl, one object for each picture: file, kind, condition, fields, texts. The same
seed and fonts give the same pictures. Needs Pillow and a Chinese font (fonts-noto-cjk; more faces are used if there).
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import math
import pathlib
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

HAN_FACES = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
]
DIGIT_FACES = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Bold.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
DOUBLE_SURNAMES = ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟"]
GIVEN = "伟芳娜敏静秀丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉兰红梅鹏辉丹萍鑫玲旭宇婷欣怡子轩浩然梓涵思雨嘉琪俊豪佳慧雪晨阳博文天佑志远建国海燕春晓云飞少东宏图永康瑞雯诗语若曦泽楷睿哲"
ETHNICITIES = ["汉"] * 12 + ["满", "回", "壮", "蒙古", "藏", "维吾尔", "苗", "彝", "土家", "朝鲜", "布依", "侗", "瑶", "白", "哈尼"]
# GB/T 2260 codes of some districts and counties, with their full names.
REGIONS = [
    ("110105", "北京市朝阳区"), ("110108", "北京市海淀区"), ("120101", "天津市和平区"), ("130102", "河北省石家庄市长安区"),
    ("140105", "山西省太原市小店区"), ("150102", "内蒙古自治区呼和浩特市新城区"), ("210102", "辽宁省沈阳市和平区"),
    ("220102", "吉林省长春市南关区"), ("230103", "黑龙江省哈尔滨市南岗区"), ("310104", "上海市徐汇区"),
    ("310115", "上海市浦东新区"), ("320102", "江苏省南京市玄武区"), ("320505", "江苏省苏州市虎丘区"),
    ("330106", "浙江省杭州市西湖区"), ("330212", "浙江省宁波市鄞州区"), ("340104", "安徽省合肥市蜀山区"),
    ("350203", "福建省厦门市思明区"), ("360102", "江西省南昌市东湖区"), ("370102", "山东省济南市历下区"),
    ("370203", "山东省青岛市市北区"), ("410105", "河南省郑州市金水区"), ("411628", "河南省鹿邑县"),
    ("420106", "湖北省武汉市武昌区"), ("430104", "湖南省长沙市岳麓区"), ("440106", "广东省广州市天河区"),
    ("440305", "广东省深圳市南山区"), ("440606", "广东省佛山市顺德区"), ("450103", "广西南宁市青秀区"),
    ("460105", "海南省海口市秀英区"), ("500103", "重庆市渝中区"), ("510104", "四川省成都市锦江区"),
    ("520102", "贵州省贵阳市南明区"), ("530102", "云南省昆明市五华区"), ("610113", "陕西省西安市雁塔区"),
    ("620102", "甘肃省兰州市城关区"), ("640104", "宁夏银川市兴庆区"), ("650102", "新疆乌鲁木齐市天山区"),
]
ROADS = ["人民", "建设", "解放", "中山", "和平", "文化", "新华", "长江", "黄河", "青年", "胜利", "学府", "科技", "迎宾", "幸福", "花园", "东风", "北京", "金桥", "翠竹"]
ESTATES = ["阳光花园", "锦绣家园", "翠湖名苑", "金色港湾", "世纪新城", "碧桂园", "万科城", "和谐家园", "东方明珠", "御景华庭"]
BANKS = [("中国工商银行", "622202", 19), ("中国建设银行", "621700", 19), ("中国农业银行", "622848", 19), ("中国银行", "621661", 19),
         ("招商银行", "621483", 16), ("交通银行", "622260", 19), ("中国邮政储蓄银行", "621799", 19), ("中信银行", "621771", 16),
         ("浦发银行", "622521", 16), ("兴业银行", "622909", 18)]
TRADES = ["信息技术", "网络科技", "商贸", "餐饮管理", "建筑工程", "文化传媒", "电子商务", "物流", "医疗器械", "教育咨询"]
GOODS = ["*信息技术服务*软件服务费", "*餐饮服务*餐费", "*办公用品*复印纸", "*计算机外部设备*打印机", "*运输服务*运费", "*住宿服务*住宿费"]
CONDITIONS = ["clean", "blur", "noise", "rotation", "perspective", "low-res", "glare", "turned"]


@dataclasses.dataclass
class Document:
    image: Image.Image
    fields: dict[str, str]
    texts: list[str]


class Pen:
    """Draws texts and remembers what was drawn."""

    def __init__(self, image: Image.Image):
        self.image, self.draw, self.texts = image, ImageDraw.Draw(image), []

    def text(self, at, text, face, size, fill, spacing=0.0, noted=True):
        font = ImageFont.truetype(face, size)
        if noted and text.strip():
            self.texts.append(text)
        if not spacing:
            self.draw.text(at, text, font=font, fill=fill)
            return at[0] + font.getlength(text)
        x, y = at
        for letter in text:
            self.draw.text((x, y), letter, font=font, fill=fill)
            x += font.getlength(letter) + spacing
        return x


def existing(faces):
    found = [face for face in faces if pathlib.Path(face).exists()]
    if not found:
        raise SystemExit("no Chinese font is here: apt-get install fonts-noto-cjk")
    return found


def background(rng, size, top, bottom, lines=24):
    """A gradient with the fine wavy lines of printed cards."""
    width, height = size
    gradient = Image.linear_gradient("L").resize(size)
    image = Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), gradient)
    draw = ImageDraw.Draw(image)
    for _ in range(lines):
        base, swing, length = rng.uniform(0, height), rng.uniform(5, 40), rng.uniform(120, 500)
        shade = tuple(max(0, min(255, channel + rng.randint(-22, 14))) for channel in top)
        draw.line([(x, base + swing * math.sin(x / length * 6.28)) for x in range(0, width + 8, 8)], fill=shade, width=1)
    return image


def person_name(rng):
    surname = rng.choice(DOUBLE_SURNAMES) if rng.random() < 0.03 else rng.choice(SURNAMES)
    return surname + "".join(given_character(rng) for _ in range(1 if rng.random() < 0.25 else 2))


def given_character(rng):
    if rng.random() < 0.85:
        return rng.choice(GIVEN)
    # Any of the 3,755 characters of GB 2312's first level.
    row, cell = rng.randint(0xB0, 0xD7), rng.randint(0xA1, 0xFE)
    return bytes([row, cell if row != 0xD7 or cell <= 0xF9 else 0xA1]).decode("gb2312")


def address(rng, region):
    text = f"{region}{rng.choice(ROADS)}{rng.choice(['路', '街', '大道', '巷', '东路', '西路'])}{rng.randint(1, 999)}号"
    kind = rng.random()
    if kind < 0.5:
        text += f"{rng.choice(ESTATES)}{rng.randint(1, 40)}号楼{rng.randint(1, 6)}单元{rng.randint(1, 33)}0{rng.randint(1, 9)}室"
    elif kind < 0.7:
        text += f"{rng.randint(1, 30)}栋{rng.randint(101, 3209)}室"
    return text


def identity_number(rng, region, born, sex):
    sequence = rng.randint(0, 99) * 10 + rng.choice([1, 3, 5, 7, 9] if sex == "男" else [0, 2, 4, 6, 8])
    body = f"{region}{born:%Y%m%d}{sequence:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def luhn(body):
    total = 0
    for index, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def credit_code(rng, region):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + region + "MA" + "".join(rng.choice(alphabet) for _ in range(7))
    return body + alphabet[-sum(alphabet.index(letter) * pow(3, i, 31) for i, letter in enumerate(body)) % 31]


def day(rng, first=1955, last=2006):
    return datetime.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def id_front(rng):
    image = background(rng, (1000, 630), (226, 238, 246), (238, 232, 240))
    pen, face = Pen(image), rng.choice(existing(HAN_FACES))
    ink, label = (25, 25, 30), (70, 120, 165)
    region, place = rng.choice(REGIONS)
    sex, ethnicity, born = rng.choice("男女"), rng.choice(ETHNICITIES), day(rng)
    name, home = person_name(rng), address(rng, place)
    number = identity_number(rng, region, born, sex)
    for y, text in [(62, "姓名"), (136, "性别"), (208, "出生"), (284, "住址")]:
        pen.text((62, y + 3), text, face, 30, label, spacing=6, noted=False)
    pen.text((165, 58), name, face, 40, ink, spacing=5)
    pen.text((165, 134), sex, face, 34, ink)
    pen.text((270, 139), "民族", face, 30, label, spacing=6, noted=False)
    pen.text((360, 134), ethnicity, face, 34, ink)
    for x, text in [(165, str(born.year)), (325, f"{born.month}"), (425, f"{born.day}")]:
        pen.text((x, 206), text, face, 34, ink)
    for x, text in [(272, "年"), (375, "月"), (475, "日")]:
        pen.text((x, 211), text, face, 30, label, noted=False)
    for row in range(0, len(home), 11):
        pen.text((165, 282 + row // 11 * 48), home[row:row + 11], face, 34, ink, spacing=2)
    pen.text((62, 540), "公民身份号码", face, 30, label, spacing=5, noted=False)
    pen.text((330, 534), number, rng.choice(existing(DIGIT_FACES)), 40, ink, spacing=6)
    portrait(pen, rng)
    return Document(image, {"name": name, "sex": sex, "ethnicity": ethnicity, "birth": f"{born:%Y-%m-%d}",
                            "address": home, "number": number}, pen.texts)


def portrait(pen, rng):
    skin, hair = (214, 180, 160), tuple(rng.randint(20, 60) for _ in range(3))
    pen.draw.ellipse((705, 110, 895, 340), fill=hair)
    pen.draw.ellipse((725, 150, 875, 350), fill=skin)
    pen.draw.pieslice((660, 345, 940, 640), 180, 360, fill=tuple(rng.randint(40, 110) for _ in range(3)))


def id_back(rng):
    image = background(rng, (1000, 630), (232, 240, 238), (240, 230, 236), lines=40)
    pen, face = Pen(image), rng.choice(existing(HAN_FACES))
    pen.draw.ellipse((60, 50, 230, 220), fill=(196, 60, 50))
    pen.draw.ellipse((100, 90, 190, 180), fill=(226, 196, 90))
    pen.text((330, 75), "中华人民共和国", face, 52, (30, 30, 30), spacing=16)
    pen.text((330, 165), "居民身份证", face, 66, (30, 30, 30), spacing=42)
    _, place = rng.choice(REGIONS)
    district = place[place.index("市") + 1:] if "市" in place else place[3:]
    city = place[:place.index("市") + 1] if "市" in place else ""
    for province in ("省", "自治区"):
        city = city.split(province)[-1]
    city = city.removeprefix("广西").removeprefix("宁夏").removeprefix("新疆")
    authority = f"{district}公安局"
    if city and district.endswith("区") and rng.random() < 0.5:
        authority = f"{city}公安局{district.removesuffix('区')}分局"
    start = day(rng, 2005, 2024)
    years = rng.choice([5, 10, 20, None])
    end = "长期" if years is None else f"{start.replace(year=start.year + years):%Y.%m.%d}"
    validity = f"{start:%Y.%m.%d}-{end}"
    for y, label, value in [(455, "签发机关", authority), (530, "有效期限", validity)]:
        pen.text((210, y), label, face, 32, (40, 40, 40), spacing=4, noted=False)
        pen.text((390, y), value, face, 32, (30, 30, 30), spacing=2)
    return Document(image, {"authority": authority, "validity": validity}, pen.texts)


def bank_card(rng):
    bank, prefix, length = rng.choice(BANKS)
    tone = rng.choice([(150, 30, 40), (30, 70, 140), (20, 110, 90), (70, 70, 80), (190, 150, 60), (225, 228, 235)])
    image = background(rng, (1000, 630), tone, tuple(max(0, channel - 40) for channel in tone), lines=30)
    pen, face = Pen(image), rng.choice(existing(HAN_FACES))
    light = sum(tone) > 500
    ink = (35, 35, 40) if light else (240, 240, 235)
    pen.text((60, 50), bank, face, 50, ink)
    pen.draw.rounded_rectangle((80, 190, 210, 290), 12, fill=(212, 186, 110))
    for x in (120, 165):
        pen.draw.line((x, 190, x, 290), fill=(150, 125, 60), width=2)
    number = luhn(prefix + "".join(rng.choice("0123456789") for _ in range(length - 1 - len(prefix))))
    groups = " ".join(number[i:i + 4] for i in range(0, len(number), 4))
    digits, size = rng.choice(existing(DIGIT_FACES)), 58 if length < 19 else 52
    digits_at = (70, 350)
    if rng.random() < 0.6:  # embossed: a lit edge above left, a shadow below right
        edge = tuple(min(255, channel + 70) for channel in tone)
        pen.text((digits_at[0] - 2, digits_at[1] - 2), groups, digits, size, edge, noted=False)
        pen.text((digits_at[0] + 2, digits_at[1] + 3), groups, digits, size, tuple(c // 3 for c in tone), noted=False)
        silver = (60, 60, 66) if light else (206, 206, 200)
        pen.text(digits_at, groups, digits, size, silver)
    else:
        pen.text(digits_at, groups, digits, size, ink)
    fields = {"number": number, "bank": bank}
    expiry = f"{rng.randint(1, 12):02d}/{rng.randint(27, 39)}"
    pen.text((420, 455), "VALID THRU", DIGIT_FACES[1], 18, ink, noted=False)
    pen.text((560, 446), expiry, DIGIT_FACES[1], 34, ink)
    fields["expiry"] = expiry
    pen.text((790, 540), "UnionPay", DIGIT_FACES[0], 30, ink, noted=False)
    pen.text((820, 500), "银联", face, 32, ink, noted=False)
    return Document(image, fields, pen.texts)


def company(rng):
    region, place = rng.choice(REGIONS)
    city = place.split("省")[-1].split("市")[0].removesuffix("县") if "省" in place else place[:2]
    return region, place, f"{city}{given_character(rng)}{given_character(rng)}{rng.choice(TRADES)}有限公司"


def business_licence(rng):
    image = background(rng, (1400, 990), (250, 248, 240), (246, 244, 234), lines=40)
    pen, face = Pen(image), rng.choice(existing(HAN_FACES))
    pen.draw.rectangle((30, 30, 1370, 960), outline=(190, 160, 90), width=8)
    ink, region_place = (30, 30, 30), company(rng)
    region, place, name = region_place
    code, founded = credit_code(rng, region), day(rng, 1995, 2023)
    pen.text((520, 120), "营业执照", face, 90, ink)
    pen.text((120, 90), "统一社会信用代码", face, 26, ink, noted=False)
    pen.text((120, 128), code, rng.choice(existing(DIGIT_FACES)[:4]), 30, ink)
    capital = rng.choice(["壹佰万元整", "伍佰万元整", "壹仟万元整", "叁佰万元整", "伍仟万元整", "贰拾万元整"])
    person, home = person_name(rng), address(rng, place)
    established = f"{founded.year}年{founded.month:02d}月{founded.day:02d}日"
    scope = "计算机软硬件技术开发、技术咨询、技术服务；货物进出口；日用百货、办公用品销售。"
    scope = rng.choice([scope, "餐饮服务；食品销售；会议及展览服务；企业管理咨询。", "道路货物运输；仓储服务；装卸搬运；国内货物运输代理。"])
    left = [("名称", name), ("类型", rng.choice(["有限责任公司", "有限责任公司（自然人独资）", "股份有限公司"])),
            ("法定代表人", person)]
    right = [("注册资本", capital), ("成立日期", established), ("住所", home)]
    for column, (rows, x, indent) in enumerate([(left, 110, 190), (right, 770, 150)]):
        for row, (label, value) in enumerate(rows):
            y = 340 + row * 76
            pen.text((x, y), label, face, 28, ink, spacing=1, noted=False)
            width = 15 if column == 0 else 16
            for part in range(0, len(value), width):
                pen.text((x + indent, y + part // width * 38), value[part:part + width], face, 28, ink)
    pen.text((110, 620), "经营范围", face, 28, ink, spacing=1, noted=False)
    for part in range(0, len(scope), 15):
        pen.text((300, 620 + part // 15 * 38), scope[part:part + 15], face, 28, ink)
    pen.text((900, 780), "登记机关", face, 32, ink, spacing=8, noted=False)
    issued = founded + datetime.timedelta(days=rng.randint(0, 900))
    pen.text((980, 860), f"{issued.year} 年 {issued.month:02d} 月 {issued.day:02d} 日", face, 28, ink, noted=False)
    fields = {"creditCode": code, "name": name, "type": left[1][1], "legalRepresentative": person,
              "registeredCapital": capital, "established": f"{founded:%Y-%m-%d}", "address": home}
    return Document(image, fields, pen.texts)


def amount_in_words(cents):
    """The way amounts are written on invoices (大写金额)."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]
    whole, text, zero = cents // 100, "", False
    for section, name in ((whole // 10000, "万"), (whole % 10000, "")):
        if section == 0:
            zero = zero or bool(text)
            continue
        if text and section < 1000:
            zero = True
        part, gap = "", False
        for place in (3, 2, 1, 0):
            digit = section // 10 ** place % 10
            if digit == 0:
                gap = gap or bool(part)
                continue
            part += ("零" if gap else "") + digits[digit] + units[place]
            gap = False
        text += ("零" if zero and text else "") + part + name
        zero = False
    text = (text or "零") + "圆"
    tenths, hundredths = cents // 10 % 10, cents % 10
    if not tenths and not hundredths:
        return text + "整"
    if tenths:
        text += digits[tenths] + "角"
    elif whole:
        text += "零"
    return text + (digits[hundredths] + "分" if hundredths else "整")


def invoice(rng):
    image = Image.new("RGB", (1600, 1040), (253, 252, 248))
    pen, face = Pen(image), rng.choice(existing(HAN_FACES)[:6])
    ink, rule = (30, 30, 35), rng.choice([(170, 90, 60), (90, 90, 90), (60, 90, 150)])
    fully_digital, issued = rng.random() < 0.5, day(rng, 2019, 2025)
    region_b, _, buyer = company(rng)
    region_s, place_s, seller = company(rng)
    buyer_code, seller_code = credit_code(rng, region_b), credit_code(rng, region_s)
    net, rate = rng.randint(2000, 9_000_000), rng.choice([1, 3, 6, 9, 13])
    tax = round(net * rate / 100)
    fields = {"date": f"{issued:%Y-%m-%d}", "buyerName": buyer, "buyerTaxNumber": buyer_code, "sellerName": seller,
              "sellerTaxNumber": seller_code, "amount": f"{net / 100:.2f}", "tax": f"{tax / 100:.2f}",
              "total": f"{(net + tax) / 100:.2f}"}
    date = f"{issued.year}年{issued.month:02d}月{issued.day:02d}日"
    if fully_digital:
        pen.text((560, 50), "电子发票（普通发票）", face, 46, rule)
        fields["number"] = f"{issued.year % 100}{region_s[:2]}" + "".join(rng.choice("0123456789") for _ in range(16))
        head = [("发票号码：", fields["number"]), ("开票日期：", date)]
    else:
        pen.text((500, 50), f"{place_s[:2]}增值税电子普通发票", face, 46, rule)
        fields["code"] = "0" + region_s[:4] + f"{issued.year % 100}" + "".join(rng.choice("0123456789") for _ in range(5))
        fields["number"] = "".join(rng.choice("0123456789") for _ in range(8))
        head = [("发票代码：", fields["code"]), ("发票号码：", fields["number"]), ("开票日期：", date)]
    for row, (label, value) in enumerate(head):
        x = pen.text((1180, 40 + row * 38), label, face, 24, rule, noted=False)
        pen.text((x, 40 + row * 38), value, face, 24, ink)
    pen.draw.rectangle((50, 180, 1550, 960), outline=rule, width=2)
    for y in (320, 700, 770, 830):
        pen.draw.line((50, y, 1550, y), fill=rule, width=2)
    parties = [(70, 200, buyer, buyer_code, "购买方"), (70, 845, seller, seller_code, "销售方")]
    if fully_digital:
        parties = [(70, 200, buyer, buyer_code, "购买方"), (820, 200, seller, seller_code, "销售方")]
        pen.draw.line((800, 180, 800, 320), fill=rule, width=2)
    for x, y, name, code, title in parties:
        for offset, letter in enumerate(title):
            pen.text((x, y + offset * 32), letter, face, 24, rule, noted=False)
        pen.draw.line((x + 40, y - 18, x + 40, y + 112), fill=rule, width=2)
        label = "统一社会信用代码/纳税人识别号：" if fully_digital else "纳税人识别号："
        for row, (tag, value) in enumerate([("名称：", name), (label, code)]):
            at = pen.text((x + 55, y + 8 + row * 46), tag, face, 24, rule, noted=False)
            pen.text((at, y + 8 + row * 46), value, face, 24, ink)
    for x, text in [(80, "项目名称"), (470, "规格型号"), (680, "单位"), (790, "数量"), (920, "单价"), (1110, "金额"), (1270, "税率"),
                    (1430, "税额")]:
        pen.text((x, 332), text, face, 24, rule, noted=False)
    item = rng.choice(GOODS)
    row = [(70, item), (690, "项"), (810, "1"), (900, f"{net / 100:.2f}"), (1090, f"{net / 100:.2f}"), (1275, f"{rate}%"),
           (1410, f"{tax / 100:.2f}")]
    for x, text in row:
        pen.text((x, 380), text, face, 24, ink)
    pen.text((160, 720), "合      计", face, 24, rule, noted=False)
    pen.text((1075, 720), f"¥{net / 100:.2f}", face, 24, ink)
    pen.text((1395, 720), f"¥{tax / 100:.2f}", face, 24, ink)
    pen.text((110, 785), "价税合计（大写）", face, 24, rule, noted=False)
    pen.text((450, 785), amount_in_words(net + tax), face, 24, ink)
    at = pen.text((1080, 785), "（小写）", face, 24, rule, noted=False)
    pen.text((at, 785), f"¥{(net + tax) / 100:.2f}", face, 24, ink)
    return Document(image, fields, pen.texts)


def on_table(rng, card, turn):
    """The card lying on a table, seen by a tilted or turned camera."""
    width, height = card.size
    table = background(rng, (int(width * 1.3), int(height * 1.4)), *[tuple(rng.randint(60, 190) for _ in range(3))] * 2)
    mask = Image.new("L", card.size, 255)
    place = ((table.width - width) // 2, (table.height - height) // 2)
    if turn == "rotation":
        angle = rng.uniform(2, 11) * rng.choice([-1, 1])
        card, mask = (one.rotate(angle, Image.BICUBIC, expand=True) for one in (card, mask))
        place = ((table.width - card.width) // 2, (table.height - card.height) // 2)
    else:
        shift = [rng.uniform(0, 0.07) for _ in range(8)]
        corners = [(shift[0] * width, shift[1] * height), (width * (1 - shift[2]), shift[3] * height),
                   (width * (1 - shift[4]), height * (1 - shift[5])), (shift[6] * width, height * (1 - shift[7]))]
        terms = perspective(corners, [(0, 0), (width, 0), (width, height), (0, height)])
        card, mask = (one.transform((width, height), Image.PERSPECTIVE, terms, Image.BICUBIC) for one in (card, mask))
    table.paste(card, place, mask)
    return table


def perspective(seen, flat):
    """The eight terms that take seen corners to flat ones (Gaussian elimination on the usual equations)."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column])]
    return [row[8] for row in rows]


def degrade(rng, image, condition):
    """One picture as a telephone might send it, and the JPEG quality it is sent with."""
    if condition == "blur":
        return image.filter(ImageFilter.GaussianBlur(rng.uniform(1.0, 2.2))), 88
    if condition == "noise":
        noise = Image.frombytes("L", image.size, rng.randbytes(image.width * image.height)).convert("RGB")
        return Image.blend(image, ImageChops.overlay(image, noise), rng.uniform(0.2, 0.45)), 85
    if condition in ("rotation", "perspective"):
        return on_table(rng, image, condition), 88
    if condition == "low-res":
        scale = rng.uniform(0.48, 0.62)
        return image.resize((int(image.width * scale), int(image.height * scale)), Image.LANCZOS), 75
    if condition == "glare":
        spot = Image.new("L", image.size, 0)
        x, y, r = rng.uniform(0.2, 0.8) * image.width, rng.uniform(0.2, 0.8) * image.height, rng.uniform(0.12, 0.3) * image.height
        ImageDraw.Draw(spot).ellipse((x - 1.6 * r, y - r, x + 1.6 * r, y + r), fill=rng.randint(90, 165))
        spot = spot.filter(ImageFilter.GaussianBlur(r / 2))
        return Image.composite(Image.new("RGB", image.size, (255, 255, 255)), image, spot), 88
    if condition == "turned":
        return image.rotate(rng.choice([90, 180, 270]), expand=True), 90
    return image, 95


KINDS = {"id-front": id_front, "id-back": id_back, "bank-card": bank_card, "business-licence": business_licence,
         "invoice": invoice}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=10, help="documents of each kind in each condition")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--conditions", default=",".join(CONDITIONS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "labels.jsonl").open("w", encoding="utf-8") as labels:
        for kind in options.kinds.split(","):
            for condition in options.conditions.split(","):
                for index in range(options.count):
                    rng = random.Random(f"{options.seed}/{kind}/{condition}/{index}")
                    document = KINDS[kind](rng)
                    image, quality = degrade(rng, document.image, condition)
                    name = f"{kind}-{condition}-{index:03d}.jpg"
                    image.convert("RGB").save(options.out / name, quality=quality)
                    labels.write(json.dumps({
                        "file": name, "kind": kind, "condition": condition, "fields": document.fields,
                        "texts": document.texts}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
